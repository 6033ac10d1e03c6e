package org.ringdesk.records;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.people.CallerField;
import org.ringdesk.people.InvalidPerson;
import org.ringdesk.people.PassedField;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.platform.Refused;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What an agent does about a caller whom nobody knew, with the form of the record kept as it is. */
@Controller
class CallerController {
    private final NewRecordPages pages;
    private final CallerAttaching attaching;
    private final ChoiceLearning learning;
    private final People people;
    private final Openings openings;
    private final MessageSource messages;

    CallerController(
            NewRecordPages pages,
            CallerAttaching attaching,
            ChoiceLearning learning,
            People people,
            Openings openings,
            MessageSource messages) {
        this.pages = pages;
        this.attaching = attaching;
        this.learning = learning;
        this.people = people;
        this.openings = openings;
        this.messages = messages;
    }

    /** Gives the caller's number to the form's request user; next time it matches. */
    @PostMapping("/records/new/attach")
    ModelAndView attach(@RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me, Locale locale) {
        var asked = new Asked(NewRecordForm.of(typed), me, locale);
        Optional<CallerField> as = CallerField.named(asked.form().text("attachAs"));
        return people.withUserName(asked.form().text("requestUser"))
                .map(person ->
                        changed(asked, "requestUser", "attached", () -> attaching.attach(person, caller(asked), as)))
                .orElseGet(() -> refused(asked, "requestUser", text("records.caller.attach-to-whom", locale)));
    }

    /** Makes a person of the caller. */
    @PostMapping("/records/new/person")
    ModelAndView create(@RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me, Locale locale) {
        var asked = new Asked(NewRecordForm.of(typed), me, locale);
        return asked.form().has("newLastName") || asked.form().has("newUserName")
                ? changed(asked, "newUserName", "created", () -> attaching.create(asked.form(), caller(asked)))
                : refused(asked, "newLastName", text("records.caller.name-missing", locale));
    }

    /** A form with whoever filled it in. */
    private record Asked(NewRecordForm form, SignedIn me, Locale locale) {}

    private List<PassedField> caller(Asked asked) {
        return openings.of(asked.form()).caller();
    }

    private ModelAndView changed(Asked asked, String field, String code, Supplier<Person> change) {
        try {
            Person person = change.get();
            learning.attached(openings.of(asked.form()), person, asked.me());
            NewRecordForm chosen = asked.form().with("requestUser", person.userName());
            FormNotice done = pages.notice(code, "ok", asked.locale(), person.displayName());
            return page(asked, chosen, HttpStatus.OK, List.of(done), Map.of());
        } catch (InvalidPerson e) {
            return refused(asked, field, messages.getMessage(e.problems().getFirst(), asked.locale()));
        } catch (Refused e) {
            return refused(asked, field, messages.getMessage(e, asked.locale()));
        }
    }

    private ModelAndView refused(Asked asked, String field, String why) {
        return page(asked, asked.form(), HttpStatus.UNPROCESSABLE_CONTENT, List.of(), Map.of(field, why));
    }

    private ModelAndView page(
            Asked asked, NewRecordForm form, HttpStatus status, List<FormNotice> notices, Map<String, String> errors) {
        return NewRecordViews.form(
                pages.again(openings.of(form), form, asked.me(), asked.locale()).build(notices, errors), status);
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
