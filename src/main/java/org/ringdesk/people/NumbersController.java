package org.ringdesk.people;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** Numbers that are not one person's alone: listed, marked as shared, and unmarked. */
@Controller
@RequestMapping("/people/numbers")
class NumbersController {
    private static final int PAGE = 50;

    /** Where most numbers are one person's, a page without any is passed over, so often at most. */
    private static final int MOST_LOOKS = 5;

    private final NumberList list;
    private final SharedNumbers shared;

    NumbersController(NumberList list, SharedNumbers shared) {
        this.list = list;
        this.shared = shared;
    }

    @GetMapping
    String numbers(
            @RequestParam(defaultValue = "") String show, @RequestParam(defaultValue = "") String after, Model model) {
        model.addAttribute("page", show.equals("shared") ? marked(place(after)) : several(place(after)));
        return "people/numbers";
    }

    private NumbersPage several(String after) {
        NumberList.Found found = list.several(after, PAGE);
        for (int i = 1;
                i < MOST_LOOKS && found.several().isEmpty() && !found.next().isEmpty();
                i++) {
            found = list.several(found.next(), PAGE);
        }
        String next = found.next().isEmpty() ? "" : text(found.next());
        return new NumbersPage(false, List.of(), found.several(), next, after.isEmpty());
    }

    private NumbersPage marked(String after) {
        int tab = after.indexOf('\t');
        List<SharedNumber> found =
                list.shared(tab < 0 ? "" : after.substring(tab + 1), tab < 0 ? "" : after.substring(0, tab), PAGE + 1);
        boolean more = found.size() > PAGE;
        List<SharedNumber> page = found.subList(0, Math.min(PAGE, found.size()));
        String next = more ? text(page.getLast().key() + '\t' + page.getLast().label()) : "";
        return new NumbersPage(true, page, List.of(), next, after.isEmpty());
    }

    /** @param person the page of whom to lead back to; empty for the list */
    @PostMapping("/share")
    RedirectView share(
            @RequestParam String number,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "") String person,
            @AuthenticationPrincipal Viewer me,
            RedirectAttributes after) {
        shared.mark(number, label, me.displayName());
        after.addFlashAttribute("flash", "people.shared.marked");
        return back(person, "");
    }

    @PostMapping("/unshare")
    RedirectView unshare(
            @RequestParam String key, @RequestParam(defaultValue = "") String person, RedirectAttributes after) {
        shared.unmark(key);
        after.addFlashAttribute("flash", "people.shared.unmarked");
        return back(person, "?show=shared");
    }

    private static RedirectView back(String person, String query) {
        return PersonFormController.see(
                person.matches("[0-9]{1,18}") ? "/people/" + person : "/people/numbers" + query);
    }

    private static String text(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static String place(String text) {
        try {
            String place = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return place.replace("\0", "");
        } catch (IllegalArgumentException e) {
            var refused = new Refused(HttpStatus.BAD_REQUEST, "people.cursor");
            refused.addSuppressed(e);
            throw refused;
        }
    }
}
