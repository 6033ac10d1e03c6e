package org.ringdesk.records;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.drafts.Drafts;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** What an open form or record is told of its call, and how the two are kept together. */
@Controller
class FormCallController {
    private final FormCalls calls;
    private final RecordCalls links;
    private final Records records;
    private final NewRecordRepository forms;
    private final Drafts drafts;
    private final Openings openings;

    FormCallController(
            FormCalls calls,
            RecordCalls links,
            Records records,
            NewRecordRepository forms,
            Drafts drafts,
            Openings openings) {
        this.calls = calls;
        this.links = links;
        this.records = records;
        this.forms = forms;
        this.drafts = drafts;
        this.openings = openings;
    }

    /**
     * The line about the call, as it is now. Where another agent of the call has typed more meanwhile, the form says so; one
     * that its agent has not typed into opens anew, with it.
     *
     * @param since when what the form shows of another agent was kept, in milliseconds since 1970; empty on other pages
     */
    @GetMapping("/records/new/call")
    ModelAndView now(
            @RequestParam String o,
            @RequestParam(required = false) @Nullable Long since,
            @AuthenticationPrincipal SignedIn me) {
        Opening opening = opening(o);
        FormCall call = Optional.ofNullable(calls.of(opening, me)).orElseThrow(FormCallController::gone);
        if (since == null || !call.shared()) {
            return line(new FormCallPage(call, o, since, null));
        }
        NewRecordRepository.Beside beside = forms.beside(opening.submission(), call.partners(), null, me, 1);
        @Nullable
        Handed more = beside.handed()
                .filter(handed -> handed.laterThan(Instant.ofEpochMilli(since)))
                .filter(handed -> beside.own().isEmpty()
                        || handed.laterThan(beside.own().get().draft().updatedAt()))
                .orElse(null);
        return more != null && beside.own().isEmpty() ? anew() : line(new FormCallPage(call, o, since, more));
    }

    /** Keeps the call that led to a record's page with the record. */
    @PostMapping("/records/{number}/calls")
    ModelAndView keep(@PathVariable String number, @RequestParam String o, @AuthenticationPrincipal SignedIn me) {
        ServiceRecord record = records.read(number, Reader.of(me));
        Opening opening = opening(o);
        if (opening.call() != null) {
            links.link(opening.call(), record.id(), me);
        }
        return SeeOther.at("/records/" + record.id() + "?o=" + o);
    }

    /** What was typed into a form whose record somebody else had logged already becomes a note of that record. */
    @PostMapping("/records/{number}/notes")
    ModelAndView note(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            @AuthenticationPrincipal SignedIn me) {
        ServiceRecord record = records.read(number, Reader.of(me));
        NewRecordForm form = NewRecordForm.of(typed);
        Opening opening = openings.of(form);
        String body = (form.text("title") + "\n\n" + form.text("description")).strip();
        records.addNote(record.id(), new NewNote(body, null, submission(opening, record, body, me)), Reader.of(me));
        drafts.done(opening.submission(), me);
        return SeeOther.at("/records/" + record.id());
    }

    /** Agents of one call share its opening, and what each of them typed is a note of its own. */
    private static UUID submission(Opening opening, ServiceRecord record, String body, SignedIn me) {
        String note = String.join(
                " ",
                opening.submission().toString(),
                me.account().id().toString(),
                record.id().toString(),
                body);
        return UUID.nameUUIDFromBytes(note.getBytes(StandardCharsets.UTF_8));
    }

    private Opening opening(String sealed) {
        return openings.open(sealed).orElseThrow(FormCallController::gone);
    }

    private static ModelAndView line(FormCallPage page) {
        return new ModelAndView("records/call-live", Map.of("page", page));
    }

    /** htmx opens the page again. */
    private static ModelAndView anew() {
        View nothing = (model, request, response) -> response.setHeader("HX-Refresh", "true");
        return new ModelAndView(nothing);
    }

    private static Refused gone() {
        return new Refused(HttpStatus.NOT_FOUND, "records.call.gone");
    }
}
