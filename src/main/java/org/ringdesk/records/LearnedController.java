package org.ringdesk.records;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.people.CallerMatches;
import org.ringdesk.people.CallerNumber;
import org.ringdesk.people.LearnedChoices;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.people.PersonId;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Lets an agent take back, at the form, whom others chose for the caller's number; the form is kept as it is. */
@Controller
class LearnedController {
    private final NewRecordPages pages;
    private final CallerMatches matches;
    private final LearnedChoices choices;
    private final People people;
    private final Openings openings;

    LearnedController(
            NewRecordPages pages, CallerMatches matches, LearnedChoices choices, People people, Openings openings) {
        this.pages = pages;
        this.matches = matches;
        this.choices = choices;
        this.people = people;
        this.openings = openings;
    }

    @PostMapping("/records/new/forget")
    ModelAndView forget(@RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me, Locale locale) {
        return changed(NewRecordForm.of(typed), "forget", me, locale);
    }

    @PostMapping("/records/new/remember")
    ModelAndView remember(
            @RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me, Locale locale) {
        return changed(NewRecordForm.of(typed), "remember", me, locale);
    }

    private ModelAndView changed(NewRecordForm form, String what, SignedIn me, Locale locale) {
        Opening opening = openings.of(form);
        Person person = people.get(person(form.text(what)));
        CallerNumber number = matches.match(opening.caller(), locale).number();
        if (number == null) {
            throw gone();
        }
        BiConsumer<String, PersonId> change = what.equals("forget") ? choices::forget : choices::remember;
        change.accept(number.key(), person.id());
        FormNotice done =
                pages.notice(what.equals("forget") ? "forgotten" : "remembered", "ok", locale, person.displayName());
        return NewRecordViews.form(
                pages.again(opening, form, me, locale).build(List.of(done), Map.of()), HttpStatus.OK);
    }

    private static PersonId person(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw gone();
        }
        return new PersonId(Long.parseLong(text));
    }

    private static Refused gone() {
        return new Refused(HttpStatus.NOT_FOUND, "people.learned.gone");
    }
}
