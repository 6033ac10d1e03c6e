package org.ringdesk.pops;

import java.util.ArrayList;
import java.util.List;
import org.ringdesk.calls.CallChanged;
import org.ringdesk.calls.CallsJoined;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hears of calls while they are stored. What a transaction does to several calls is written together just before it
 * commits: the agents are then locked once, in one order, so that no two transactions wait for each other, and not for long.
 */
@Component
class CallNotices {
    private final NoticeWriting writing;

    CallNotices(NoticeWriting writing) {
        this.writing = writing;
    }

    @EventListener
    void joined(CallsJoined joined) {
        heard().joined.add(joined);
    }

    @EventListener
    void changed(CallChanged changed) {
        heard().changed.add(changed);
    }

    private Heard heard() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Heard.class::isInstance)
                .map(Heard.class::cast)
                .findFirst()
                .orElseGet(this::register);
    }

    private Heard register() {
        var heard = new Heard();
        TransactionSynchronizationManager.registerSynchronization(heard);
        return heard;
    }

    private final class Heard implements TransactionSynchronization {
        private final List<CallsJoined> joined = new ArrayList<>();
        private final List<CallChanged> changed = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            writing.write(List.copyOf(joined), List.copyOf(changed));
        }
    }
}
