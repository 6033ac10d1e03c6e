package org.ringdesk.pbx;

import java.util.Map;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

@Controller
@RequestMapping("/phone-systems")
class PhoneSystemsController {
    private static final String ACCESS = "access";
    private static final String TRIAL = "trial";

    private final PhoneSystems systems;
    private final Feeds feeds;

    PhoneSystemsController(PhoneSystems systems, Feeds feeds) {
        this.systems = systems;
        this.feeds = feeds;
    }

    @GetMapping
    ModelAndView list() {
        return new ModelAndView("pbx/phone-systems", Map.of("page", systems.all("", "", null)));
    }

    @PostMapping
    ModelAndView add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String kind,
            RedirectAttributes after) {
        try {
            FeedKind chosen = systems.offered(kind);
            return chosen instanceof Connector connector
                    ? connect(connector, FeedForm.name(name), after)
                    : shown(feeds.add(chosen, FeedForm.name(name), Map.of()), after);
        } catch (Refused refused) {
            return view("pbx/phone-systems", systems.all(name, kind, refused), refused.status());
        }
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable long id, Model model) {
        var access = model.getAttribute(ACCESS) instanceof Feeds.Access made ? made : null;
        var trial = model.getAttribute(TRIAL) instanceof ConnectionTrial tried ? tried : null;
        var shown = new PhoneSystems.Shown(access, trial);
        return view("pbx/phone-system", systems.one(new FeedId(id), address(), shown), HttpStatus.OK);
    }

    @PostMapping("/{id}")
    ModelAndView change(@PathVariable long id, @RequestParam Map<String, String> typed, RedirectAttributes after) {
        Feed feed = feeds.get(new FeedId(id));
        FeedKind kind = systems.kind(feed.kind());
        FeedForm form = FeedForm.of(kind, typed);
        try {
            Feed changed = form.changed(feed, kind);
            if (feeds.secret(feed).isPresent()) {
                form.refuseToMoveSecret(feed, kind);
            }
            feeds.change(changed, form.secret());
        } catch (Refused refused) {
            return view("pbx/phone-system", systems.refused(feed.id(), address(), form, refused), refused.status());
        }
        if (typed.containsKey("test")) {
            after.addFlashAttribute(TRIAL, systems.trial(feed.id()));
        }
        return done(feed, "pbx.feed.saved", after);
    }

    @PostMapping("/{id}/switch")
    ModelAndView turn(@PathVariable long id, @RequestParam boolean on, RedirectAttributes after) {
        Feed feed = feeds.get(new FeedId(id));
        feeds.change(feed.switched(on));
        return done(feed, on ? "pbx.feed.switched-on" : "pbx.feed.switched-off", after);
    }

    @PostMapping("/{id}/renew")
    ModelAndView renew(@PathVariable long id, RedirectAttributes after) {
        Feed feed = feeds.get(new FeedId(id));
        return shown(feeds.renew(feed, systems.offered(feed.kind())), after);
    }

    @PostMapping("/{id}/delete")
    ModelAndView delete(@PathVariable long id, RedirectAttributes after) {
        feeds.delete(new FeedId(id));
        after.addFlashAttribute("flash", "pbx.feed.deleted");
        return SeeOther.at("/phone-systems");
    }

    private ModelAndView connect(Connector connector, String name, RedirectAttributes after) {
        after.addFlashAttribute("flash", "pbx.connection.fill-in");
        return SeeOther.at("/phone-systems/" + feeds.connect(connector, name, connector.defaults(), ""));
    }

    private static ModelAndView shown(Feeds.Access made, RedirectAttributes after) {
        after.addFlashAttribute(ACCESS, made);
        return SeeOther.at("/phone-systems/" + made.feed());
    }

    private static ModelAndView done(Feed feed, String message, RedirectAttributes after) {
        after.addFlashAttribute("flash", message);
        return SeeOther.at("/phone-systems/" + feed.id());
    }

    private static ModelAndView view(String template, Object page, HttpStatusCode status) {
        var view = new ModelAndView(template, Map.of("page", page));
        view.setStatus(status);
        return view;
    }

    private static String address() {
        return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    }
}
