package org.ringdesk.records;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Accounts;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.springframework.stereotype.Component;

/** Puts together what a record's page shows, and the page of a conflict. */
@Component
class RecordPages {
    private final Records records;
    private final RecordInputs inputs;
    private final Catalog catalog;
    private final People people;
    private final Accounts accounts;
    private final LinkCallers callers;
    private final RecordCalls calls;
    private final FormCalls formCalls;
    private final Openings openings;
    private final Clock clock;

    RecordPages(
            Records records,
            RecordInputs inputs,
            Catalog catalog,
            People people,
            Accounts accounts,
            LinkCallers callers,
            RecordCalls calls,
            FormCalls formCalls,
            Openings openings,
            Clock clock) {
        this.records = records;
        this.inputs = inputs;
        this.catalog = catalog;
        this.people = people;
        this.accounts = accounts;
        this.callers = callers;
        this.calls = calls;
        this.formCalls = formCalls;
        this.openings = openings;
        this.clock = clock;
    }

    /**
     * The record as it stands, its form filled in with it.
     *
     * @param opening the sealed opening of the link that led here, or empty
     */
    RecordPage page(String number, SignedIn me, String opening, Locale locale) {
        Reader reader = Reader.of(me);
        ServiceRecord record = records.read(number, reader);
        Map<String, String> typed = inputs.of(record);
        var form = new RecordPage.Form(
                record.version(), SeenFields.of(typed).text(), typed, List.of(), "", "", null, UUID.randomUUID());
        return page(record, form, callers.notice(opening, record, locale).orElse(null), led(opening, record, me), me);
    }

    /** The record as it stands, its form as it was sent, with what is wrong with it. */
    RecordPage page(String number, RecordSaving.Incomplete incomplete, String opening, SignedIn me) {
        RecordSubmission sent = incomplete.submission();
        var form = new RecordPage.Form(
                sent.version(),
                sent.seen().text(),
                sent.typed(),
                incomplete.problems(),
                sent.note(),
                sent.minutes(),
                incomplete.note(),
                submission(sent));
        ServiceRecord record = records.read(number, Reader.of(me));
        return page(record, form, null, led(opening, record, me), me);
    }

    RecordConflictPage conflict(RecordSaving.Conflict conflict) {
        RecordSubmission sent = conflict.submission();
        ServiceRecord current = conflict.current();
        Map<String, String> now = inputs.of(current);
        Set<RecordField> mine = sent.changed(now);
        List<RecordConflictPage.Row> rows = Arrays.stream(RecordField.values())
                .filter(field -> !field.belowCategory())
                .map(field -> new RecordConflictPage.Row(
                        field, inputs.shown(field, now), inputs.shown(field, sent.typed()), !mine.contains(field)))
                .filter(row -> !row.theirs().equals(row.mine()))
                .toList();
        return new RecordConflictPage(
                current, SeenFields.of(now).text(), sent.typed(), rows, sent.note(), sent.minutes(), submission(sent));
    }

    private RecordPage page(
            ServiceRecord record,
            RecordPage.Form form,
            @Nullable FormNotice callerNotice,
            RecordPage.@Nullable Led led,
            SignedIn me) {
        return new RecordPage(
                record,
                form,
                requester(record),
                callerNotice,
                Choices.of(catalog, accounts),
                records.history(record.id()),
                records.timeSpent(record.id()),
                calls.of(record.id()),
                led,
                record.assignee() != null
                        && record.assignee().id().equals(me.account().id()),
                clock.instant());
    }

    private RecordPage.@Nullable Led led(String sealed, ServiceRecord record, SignedIn me) {
        @Nullable
        Opening opening = sealed.isEmpty() ? null : openings.open(sealed).orElse(null);
        @Nullable FormCall call = opening == null ? null : formCalls.of(opening, me);
        if (opening == null || call == null) {
            return null;
        }
        boolean kept = calls.linked(call.call(), record.id());
        return new RecordPage.Led(
                new FormCallPage(call, sealed, null, null), kept, openings.address(kept ? opening.again() : opening));
    }

    private @Nullable Person requester(ServiceRecord record) {
        return record.requester() == null
                ? null
                : people.find(record.requester().id()).orElse(null);
    }

    private static UUID submission(RecordSubmission sent) {
        return sent.noteSubmission() == null ? UUID.randomUUID() : sent.noteSubmission();
    }
}
