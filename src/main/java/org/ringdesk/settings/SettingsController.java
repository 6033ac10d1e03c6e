package org.ringdesk.settings;

import java.util.Map;
import org.ringdesk.records.CatalogKind;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What there is to set. */
@Controller
class SettingsController {
    @GetMapping("/settings")
    ModelAndView overview() {
        return new ModelAndView("settings/overview", Map.of("page", CatalogKind.values()));
    }
}
