package org.ringdesk.records;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.people.CallerMatch;
import org.ringdesk.people.CallerMatches;
import org.ringdesk.people.CallerNumber;
import org.ringdesk.people.SharedNumbers;
import org.ringdesk.platform.Refused;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Marks the caller's number as nobody's own, or takes that back, with the form of the record kept as it is. */
@Controller
class SharedController {
    private final NewRecordPages pages;
    private final CallerMatches matches;
    private final SharedNumbers shared;
    private final Openings openings;
    private final MessageSource messages;

    SharedController(
            NewRecordPages pages,
            CallerMatches matches,
            SharedNumbers shared,
            Openings openings,
            MessageSource messages) {
        this.pages = pages;
        this.matches = matches;
        this.shared = shared;
        this.openings = openings;
        this.messages = messages;
    }

    @PostMapping("/records/new/share")
    ModelAndView share(@RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me, Locale locale) {
        NewRecordForm form = NewRecordForm.of(typed);
        CallerMatch match = match(form, locale);
        CallerNumber number = number(match);
        try {
            shared.mark(number, form.text("sharedLabel"), me.displayName());
        } catch (Refused e) {
            return page(form, me, locale, List.of(), Map.of("sharedLabel", messages.getMessage(e, locale)));
        }
        return page(
                withoutPreselected(form, match),
                me,
                locale,
                List.of(pages.notice("shared", "ok", locale, number.shown())),
                Map.of());
    }

    @PostMapping("/records/new/unshare")
    ModelAndView unshare(@RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me, Locale locale) {
        NewRecordForm form = NewRecordForm.of(typed);
        CallerNumber number = number(match(form, locale));
        shared.unmark(number.key());
        return page(form, me, locale, List.of(pages.notice("unshared", "ok", locale, number.shown())), Map.of());
    }

    private CallerMatch match(NewRecordForm form, Locale locale) {
        return matches.match(openings.of(form).caller(), locale);
    }

    private static CallerNumber number(CallerMatch match) {
        return Optional.ofNullable(match.number())
                .orElseThrow(() -> new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "people.shared.no-number"));
    }

    /** Whoever a call had chosen by itself is chosen no more; whom the agent chose stays. */
    private static NewRecordForm withoutPreselected(NewRecordForm form, CallerMatch before) {
        boolean preselected = before.number() != null
                && before.number().ofCall()
                && before.person()
                        .filter(person -> person.userName().equalsIgnoreCase(form.text("requestUser")))
                        .isPresent();
        return preselected ? form.with("requestUser", "") : form;
    }

    private ModelAndView page(
            NewRecordForm form, SignedIn me, Locale locale, List<FormNotice> notices, Map<String, String> errors) {
        HttpStatus status = errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
        return NewRecordViews.form(
                pages.again(openings.of(form), form, me, locale).build(notices, errors), status);
    }
}
