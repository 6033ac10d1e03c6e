package org.ringdesk.pops;

import org.ringdesk.agents.Actor;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.Calls;
import org.ringdesk.records.Reader;
import org.ringdesk.records.Records;
import org.springframework.stereotype.Component;

/** Looks up what there was before a call; once for all agents whom it rings at. */
@Component
class CallHistories {
    /** Whoever's telephone rings may see the number of them: what is restricted does not count. */
    private static final Reader ANYBODY = new Reader(new Actor(null, ""), false);

    private final Calls calls;
    private final Records records;

    CallHistories(Calls calls, Records records) {
        this.calls = calls;
        this.records = records;
    }

    CallHistory of(Call call) {
        int open = call.owner() == null ? 0 : records.countOpenOf(call.owner().person(), ANYBODY);
        return new CallHistory(open, calls.lastBefore(call).orElse(null));
    }
}
