package org.ringdesk.records;

import java.util.List;
import java.util.Optional;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.CallRecords;
import org.ringdesk.calls.Calls;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The calls that records are of. */
@Component
class RecordCalls {
    /** As many as a record's page shows. */
    static final int MOST = 50;

    private final Calls calls;
    private final CallRecords links;
    private final CallTime time;

    RecordCalls(Calls calls, CallRecords links, CallTime time) {
        this.calls = calls;
        this.links = links;
        this.time = time;
    }

    Optional<Call> find(CallId call) {
        return calls.find(call);
    }

    /** Keeps the call with the record, and the time that was talked so far. */
    @Transactional
    void link(CallId call, RecordId record, SignedIn me) {
        calls.find(call).ifPresent(known -> {
            links.link(known.id(), record.value(), me.account().id());
            time.spent(known);
        });
    }

    /** Newest first. */
    List<Call> of(RecordId record) {
        return links.calls(record.value(), MOST);
    }

    boolean linked(Call call, RecordId record) {
        return links.of(call.id()).contains(record.value());
    }
}
