package org.ringdesk.records;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.agents.UnsavedForms;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The two forms of a new record, the Phone Call page and the standard form: opened, filled in, saved. */
@Controller
class NewRecordController {
    private final NewRecordPages pages;
    private final NewRecordSaving saving;
    private final Openings openings;
    private final UnsavedForms resumed;

    NewRecordController(NewRecordPages pages, NewRecordSaving saving, Openings openings, UnsavedForms resumed) {
        this.pages = pages;
        this.saving = saving;
        this.openings = openings;
        this.resumed = resumed;
    }

    /**
     * Opens a form: from a link by {@code o}, from a menu by form, type and template; with what was typed on an earlier
     * visit. Writes nothing.
     */
    @GetMapping("/records/new")
    ModelAndView open(@RequestParam Map<String, String> asked, @AuthenticationPrincipal SignedIn me, Locale locale) {
        return NewRecordViews.form(pages.opened(openings.asked(asked), me, locale), HttpStatus.OK);
    }

    /** Another request user was chosen: a candidate by {@code pick}, or anybody by the field itself. */
    @PostMapping("/records/new/caller")
    ModelAndView choose(
            @RequestParam Map<String, String> typed,
            HttpServletRequest request,
            @AuthenticationPrincipal SignedIn me,
            Locale locale) {
        NewRecordForm form = NewRecordForm.of(typed).picked();
        NewRecordPage page = pages.again(openings.of(form), form, me, locale).build(List.of(), Map.of());
        return request.getHeader("HX-Request") == null
                ? NewRecordViews.form(page, HttpStatus.OK)
                : NewRecordViews.callerChosen(page);
    }

    /** What waits in a section for its own button comes first; nothing is logged then. */
    @PostMapping("/records")
    ModelAndView save(@RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me, Locale locale) {
        NewRecordForm form = NewRecordForm.of(typed);
        Opening opening = openings.of(form);
        return form.unfinishedSection(CallerName.in(opening.caller()))
                .map(section -> new ModelAndView("forward:" + section))
                .orElseGet(() -> saved(opening, form, me, locale));
    }

    private ModelAndView saved(Opening opening, NewRecordForm form, SignedIn me, Locale locale) {
        return switch (saving.save(opening, form, me)) {
            case NewRecordSaving.Saved saved -> NewRecordViews.seeRecord(saved.id());
            case NewRecordSaving.Incomplete incomplete ->
                NewRecordViews.form(
                        pages.again(opening, form, me, locale).build(List.of(), incomplete.texts(locale)),
                        HttpStatus.UNPROCESSABLE_CONTENT);
            case NewRecordSaving.AlreadySaved already ->
                NewRecordViews.form(
                        pages.again(opening.again(), form, me, locale)
                                .made(already.id())
                                .build(
                                        List.of(pages.notice(
                                                "already-saved",
                                                "warn",
                                                locale,
                                                already.id().toString())),
                                        Map.of()),
                        HttpStatus.CONFLICT);
        };
    }

    /** The form came with a security token of an earlier session: nothing was saved, nothing is lost. */
    @RequestMapping("/records/recover")
    ModelAndView recover(@RequestParam Map<String, String> typed, @AuthenticationPrincipal SignedIn me, Locale locale) {
        return unsaved(NewRecordForm.of(typed), me, locale, HttpStatus.CONFLICT);
    }

    /** The form came without a session; by now its agent has signed in again. */
    @GetMapping("/records/resume")
    ModelAndView resume(@AuthenticationPrincipal SignedIn me, Locale locale) {
        return unsaved(NewRecordForm.encoded(resumed.newRecord(me)), me, locale, HttpStatus.OK);
    }

    private ModelAndView unsaved(NewRecordForm form, SignedIn me, Locale locale, HttpStatus status) {
        FormNotice notice = pages.notice("not-saved", "warn", locale);
        return NewRecordViews.form(
                pages.again(openings.of(form), form, me, locale).build(List.of(notice), Map.of()), status);
    }
}
