package org.ringdesk.people;

import java.util.Map;
import org.ringdesk.platform.Patient;
import org.ringdesk.web.Viewer;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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
    private final PersonForms forms;

    PersonFormController(People people, PersonForms forms) {
        this.people = people;
        this.forms = forms;
    }

    /** @param draft the form of an earlier visit; empty for a fresh one */
    @GetMapping("/new")
    ModelAndView newPerson(@RequestParam(defaultValue = "") String draft, @AuthenticationPrincipal Viewer me) {
        return form(forms.opened(draft, me), HttpStatus.OK);
    }

    @GetMapping("/{id}/edit")
    ModelAndView edit(@PathVariable long id, @AuthenticationPrincipal Viewer me) {
        return form(forms.opened(people.get(new PersonId(id)), me), HttpStatus.OK);
    }

    @PostMapping
    Object create(@RequestParam Map<String, String> given, @AuthenticationPrincipal Viewer me) {
        try {
            Person created = people.create(checked(PersonChange.NOBODY, given), Person.Origin.LOCAL);
            forms.done(given, me);
            return seePerson(created);
        } catch (InvalidPerson refusal) {
            return form(forms.refused(null, 0, given, refusal), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @Patient("a new name goes into all records of the person")
    @PostMapping("/{id:[0-9]{1,18}}")
    Object update(
            @PathVariable long id,
            @RequestParam int version,
            @RequestParam Map<String, String> given,
            @AuthenticationPrincipal Viewer me) {
        Person person = people.get(new PersonId(id));
        try {
            Person updated = people.update(person.id(), version, checked(person.details(), given), editor(me));
            forms.done(given, me);
            return seePerson(updated);
        } catch (StalePerson refusal) {
            return form(forms.stale(refusal.current(), given), refusal.status());
        } catch (InvalidPerson refusal) {
            return form(forms.refused(person.id(), version, given, refusal), status(refusal));
        }
    }

    private static HttpStatus status(InvalidPerson refusal) {
        return refusal.status().equals(HttpStatus.FORBIDDEN) ? HttpStatus.FORBIDDEN : HttpStatus.UNPROCESSABLE_CONTENT;
    }

    static Editor editor(Viewer me) {
        return me.isAdministrator() ? Editor.ADMINISTRATOR : Editor.ANYBODY;
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
}
