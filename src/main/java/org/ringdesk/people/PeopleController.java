package org.ringdesk.people;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Patient;
import org.ringdesk.web.Viewer;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** The list of people, a person's page, and what can be done there without a form. */
@Controller
@RequestMapping("/people")
class PeopleController {
    private static final int PAGE = 50;
    private static final String FORGOTTEN = "forgotten";

    private final People people;
    private final LearnedChoices choices;
    private final SharedNumbers shared;
    private final PersonKeys keys;

    PeopleController(People people, LearnedChoices choices, SharedNumbers shared, PersonKeys keys) {
        this.people = people;
        this.choices = choices;
        this.shared = shared;
        this.keys = keys;
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String cursor,
            Model model) {
        var query = new PeopleQuery(q, show(show));
        model.addAttribute("page", new PeoplePage(query, people.page(query, cursor, PAGE)));
        return "people/list";
    }

    @GetMapping("/options")
    String options(@RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("page", new PersonOptionsPage(people.options(q)));
        return "people/options";
    }

    @GetMapping("/{id:[0-9]{1,18}}")
    String person(@PathVariable long id, @AuthenticationPrincipal Viewer me, Model model) {
        Person person = people.get(new PersonId(id));
        List<LearnedChoice> learned = choices.of(person.id());
        Map<String, String> labels = shared.labels(PersonPage.keys(person, keys));
        boolean locked = !people.maySwitch(person, PersonFormController.editor(me));
        model.addAttribute("page", PersonPage.of(person, keys, learned, forgotten(person, model), labels, locked));
        return "people/person";
    }

    private @Nullable LearnedChoice forgotten(Person person, Model model) {
        return model.getAttribute(FORGOTTEN) instanceof String key
                ? choices.forgotten(person.id(), key).orElse(null)
                : null;
    }

    /** Chooses the person no more for a number that others have, too. */
    @PostMapping("/{id}/choices/forget")
    RedirectView forget(@PathVariable long id, @RequestParam String key, RedirectAttributes after) {
        choices.forget(key, new PersonId(id));
        after.addFlashAttribute(FORGOTTEN, key);
        return PersonFormController.see("/people/" + id);
    }

    @PostMapping("/{id}/choices/remember")
    RedirectView remember(@PathVariable long id, @RequestParam String key, RedirectAttributes after) {
        choices.remember(key, new PersonId(id));
        after.addFlashAttribute("flash", "people.learned.remembered");
        return PersonFormController.see("/people/" + id);
    }

    @Patient("all records of the person may be written")
    @PostMapping("/{id}/disable")
    RedirectView disable(@PathVariable long id, @AuthenticationPrincipal Viewer me) {
        return PersonFormController.seePerson(people.disable(new PersonId(id), PersonFormController.editor(me)));
    }

    @Patient("all records of the person may be written")
    @PostMapping("/{id}/enable")
    RedirectView enable(@PathVariable long id, @AuthenticationPrincipal Viewer me) {
        return PersonFormController.seePerson(people.enable(new PersonId(id), PersonFormController.editor(me)));
    }

    /** Asks before anything is lost. */
    @Patient("counts all that is of the person")
    @GetMapping("/{id}/delete")
    String confirmDelete(@PathVariable long id, Model model) {
        model.addAttribute("page", PersonPage.of(people.get(new PersonId(id)), keys));
        return "people/delete";
    }

    @Patient("all records of the person are written")
    @PostMapping("/{id}/delete")
    RedirectView delete(@PathVariable long id, RedirectAttributes after) {
        people.delete(new PersonId(id));
        after.addFlashAttribute("flash", "people.delete.done");
        return PersonFormController.see("/people");
    }

    private static PeopleQuery.Show show(String name) {
        return Arrays.stream(PeopleQuery.Show.values())
                .filter(show -> show.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(PeopleQuery.Show.ALL);
    }
}
