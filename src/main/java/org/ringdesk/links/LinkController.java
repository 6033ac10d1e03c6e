package org.ringdesk.links;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.ringdesk.records.Opening;
import org.ringdesk.records.Openings;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The links that phone systems open. Every answer leads on, to an address without the caller's data. */
@Controller
class LinkController {
    private final Openings openings;

    LinkController(Openings openings) {
        this.openings = openings;
    }

    @GetMapping("/SREdit.jsp")
    ResponseEntity<Void> open(HttpServletRequest request) {
        Link link = Link.of(LinkQuery.parse(request.getQueryString()));
        Opening opening = LinkReading.opening(link);
        String target = link.asksForNewRecord()
                ? openings.address(opening)
                : "/records/" + LinkReading.pathSegment(link.id()) + "?o=" + openings.seal(opening);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(target))
                .build();
    }

    /** The old hash router: what follows the {@code #} never reaches a server, so the page itself goes there. */
    @GetMapping("/index.jsp")
    String hashRouter() {
        return "web/hash-router";
    }
}
