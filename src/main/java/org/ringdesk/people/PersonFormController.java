package org.ringdesk.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The form of a person, new or known. What was typed is never lost: a refusal shows the form again with it. */
@Controller
@RequestMapping("/people")
class PersonFormController {
    private final People people;

    PersonFormController(People people) {
        this.people = people;
    }

    /** @param given first values for some fields, by the contract's names */
    @GetMapping("/new")
    ModelAndView newPerson(@RequestParam Map<String, String> given) {
        return form(new PersonFormPage(null, 0, known(given), List.of(), null), HttpStatus.OK);
    }

    @GetMapping("/{id}/edit")
    ModelAndView edit(@PathVariable long id) {
        Person person = people.get(new PersonId(id));
        return form(new PersonFormPage(person.id(), person.version(), values(person), List.of(), null), HttpStatus.OK);
    }

    @PostMapping
    Object create(@RequestParam Map<String, String> given) {
        try {
            return seePerson(people.create(checked(PersonChange.NOBODY, given), Person.Origin.LOCAL));
        } catch (InvalidPerson refusal) {
            return refused(null, 0, given, refusal);
        }
    }

    @PostMapping("/{id:[0-9]{1,18}}")
    Object update(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam Map<String, String> given,
            HttpServletRequest request) {
        Person person = people.get(new PersonId(id));
        try {
            return seePerson(people.update(person.id(), version, checked(person.details(), given), editor(request)));
        } catch (StalePerson refusal) {
            Person newest = refusal.current();
            return form(
                    new PersonFormPage(newest.id(), newest.version(), known(given), List.of(), newest),
                    refusal.status());
        } catch (InvalidPerson refusal) {
            return refused(person.id(), version, given, refusal);
        }
    }

    static Editor editor(HttpServletRequest request) {
        return request.isUserInRole("ADMINISTRATOR") ? Editor.ADMINISTRATOR : Editor.ANYBODY;
    }

    /** A see-other to the person's page. */
    static RedirectView seePerson(Person person) {
        return see("/people/" + person.id());
    }

    static RedirectView see(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExposeModelAttributes(false);
        return view;
    }

    private static ModelAndView refused(
            @Nullable PersonId id, int version, Map<String, String> given, InvalidPerson refusal) {
        return form(
                new PersonFormPage(id, version, known(given), refusal.problems(), null),
                refusal.status().equals(HttpStatus.FORBIDDEN)
                        ? HttpStatus.FORBIDDEN
                        : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static ModelAndView form(PersonFormPage page, HttpStatusCode status) {
        return new ModelAndView("people/form", Map.of("page", page), status);
    }

    /** The form has all fields but {@code enabled}; a box that is not ticked is not sent. */
    private static PersonDetails checked(PersonDetails from, Map<String, String> given) {
        PersonChecks.Checked checked =
                PersonChange.make(from, name -> name.equals("enabled") ? null : given.getOrDefault(name, ""));
        if (!checked.problems().isEmpty()) {
            throw new InvalidPerson(HttpStatus.UNPROCESSABLE_CONTENT, checked.problems());
        }
        return checked.details();
    }

    private static Map<String, String> known(Map<String, String> given) {
        Map<String, String> known = new HashMap<>(given);
        known.keySet().retainAll(PersonChange.NAMES);
        return known;
    }

    private static Map<String, String> values(Person person) {
        Map<String, String> values = new HashMap<>();
        PersonChange.NAMES.forEach(name -> values.put(name, PersonChange.value(person.details(), name)));
        return values;
    }
}
