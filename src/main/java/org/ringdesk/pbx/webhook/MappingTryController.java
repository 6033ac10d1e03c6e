package org.ringdesk.pbx.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.FeedId;
import org.ringdesk.pbx.Feeds;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** Shows what would come of a pasted message; nothing is stored. */
@Controller
@RequestMapping("/phone-systems/{id}/try")
class MappingTryController {
    private static final int LONGEST = 64 * 1024;

    private final Feeds feeds;
    private final SentBodies bodies;
    private final JsonMapper json;
    private final Clock clock;

    MappingTryController(Feeds feeds, SentBodies bodies, JsonMapper json, Clock clock) {
        this.feeds = feeds;
        this.bodies = bodies;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(@PathVariable long id) {
        return page(new MappingPage(feed(id), "", "", false, null));
    }

    @PostMapping
    ModelAndView look(@PathVariable long id, @RequestParam(defaultValue = "") String body) {
        Feed feed = feed(id);
        String pasted = body.strip().substring(0, Math.min(body.strip().length(), LONGEST));
        try {
            Optional<SentEvent> sent =
                    Mapping.of(feed.settings()).event(bodies.tree(pasted.getBytes(StandardCharsets.UTF_8)), json);
            sent.ifPresent(event -> event.event(feed.source(), clock.instant()));
            String shown = sent.map(
                            event -> json.writerWithDefaultPrettyPrinter().writeValueAsString(event))
                    .orElse("");
            return page(new MappingPage(feed, pasted, shown, sent.isEmpty(), null));
        } catch (Refused refused) {
            return page(new MappingPage(feed, pasted, "", false, refused));
        }
    }

    private Feed feed(long id) {
        Feed feed = feeds.get(new FeedId(id));
        if (!feed.kind().equals(MappingKind.KEY)) {
            throw new Refused(HttpStatus.NOT_FOUND, "pbx.feed.gone");
        }
        return feed;
    }

    private static ModelAndView page(MappingPage page) {
        var view = new ModelAndView("pbx/mapping", Map.of("page", page));
        Refused problem = page.problem();
        view.setStatus(problem == null ? HttpStatus.OK : problem.status());
        return view;
    }
}
