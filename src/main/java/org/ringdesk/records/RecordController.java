package org.ringdesk.records;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.web.SeeOther;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.ModelAndView;

/** The page of one record. */
@Controller
class RecordController {
    private static final String NEW_RECORD = "/records/new";

    private final RecordPages pages;
    private final RecordSaving saving;
    private final RecordForms forms;
    private final RecordCalls calls;
    private final Openings openings;
    private final MessageSource messages;

    RecordController(
            RecordPages pages,
            RecordSaving saving,
            RecordForms forms,
            RecordCalls calls,
            Openings openings,
            MessageSource messages) {
        this.forms = forms;
        this.calls = calls;
        this.openings = openings;
        this.pages = pages;
        this.saving = saving;
        this.messages = messages;
    }

    /** Where a link led here, {@code o} is its sealed opening. */
    @GetMapping("/records/{number}")
    ModelAndView show(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String o,
            @AuthenticationPrincipal SignedIn me,
            Locale locale) {
        return new ModelAndView("records/record", "page", pages.page(number, me, opening(o), locale));
    }

    @PostMapping("/records/{number}")
    ModelAndView save(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            @AuthenticationPrincipal SignedIn me) {
        return switch (saving.save(number, typed, me)) {
            case RecordSaving.Saved saved -> saved(saved, opening(typed.get("o")), me);
            case RecordSaving.Incomplete incomplete ->
                view(
                        "records/record",
                        pages.page(number, incomplete, opening(typed.get("o")), me),
                        incomplete.note() instanceof NoteSentBefore
                                ? HttpStatus.CONFLICT
                                : HttpStatus.UNPROCESSABLE_CONTENT);
            case RecordSaving.Conflict conflict ->
                view("records/conflict", forms.conflict(conflict), HttpStatus.CONFLICT);
        };
    }

    private ModelAndView saved(RecordSaving.Saved saved, String opening, SignedIn me) {
        RecordId id = saved.id();
        forms.done(saved.form(), me);
        openings.open(opening).map(Opening::call).ifPresent(call -> calls.link(call, id, me));
        return SeeOther.at("/records/" + id + (opening.isEmpty() ? "" : "?o=" + opening));
    }

    /** The page leads on: to a search, and to a new record that keeps the caller of the link that led here. */
    @ExceptionHandler
    ModelAndView refused(RecordRefused refused, WebRequest request, Locale locale) {
        return new ModelAndView(
                "web/error",
                Map.of(
                        "status", refused.status().value(),
                        "message", messages.getMessage(refused, locale),
                        "newRecord", newRecord(request.getParameter("o"))),
                refused.status());
    }

    private static String newRecord(@Nullable String asked) {
        String opening = opening(asked);
        return opening.isEmpty() ? NEW_RECORD : NEW_RECORD + "?o=" + opening;
    }

    /** As it may stand in an address; what cannot be a sealed opening is none. */
    private static String opening(@Nullable String asked) {
        return asked != null && Openings.SEALED.matcher(asked).matches() ? asked : "";
    }

    private static ModelAndView view(String name, Object page, HttpStatus status) {
        return new ModelAndView(name, Map.of("page", page), status);
    }
}
