package org.ringdesk.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** A page of the tests' server that breaks. */
@Controller
class BrokenPage {
    @GetMapping("/test/broken")
    String show() {
        throw new IllegalStateException("a secret of the inside");
    }
}
