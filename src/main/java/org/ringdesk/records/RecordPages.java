package org.ringdesk.records;

import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Accounts;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.springframework.stereotype.Component;

/** Puts together what a record's page shows. */
@Component
class RecordPages {
    private final Records records;
    private final RecordForms forms;
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
            RecordForms forms,
            Catalog catalog,
            People people,
            Accounts accounts,
            LinkCallers callers,
            RecordCalls calls,
            FormCalls formCalls,
            Openings openings,
            Clock clock) {
        this.records = records;
        this.forms = forms;
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
        return page(
                record,
                forms.opened(record, me),
                callers.notice(opening, record, locale).orElse(null),
                led(opening, record, me),
                me);
    }

    /** The record as it stands, its form as it was sent, with what is wrong with it. */
    RecordPage page(String number, RecordSaving.Incomplete incomplete, String opening, SignedIn me) {
        ServiceRecord record = records.read(number, Reader.of(me));
        return page(record, forms.refused(incomplete), null, led(opening, record, me), me);
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
}
