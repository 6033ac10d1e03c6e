package org.ringdesk.records;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Accounts;
import org.ringdesk.agents.SignedIn;
import org.springframework.stereotype.Component;

/** Finds the call that a form was opened for, as it is now. */
@Component
class FormCalls {
    private final RecordCalls calls;
    private final Accounts accounts;
    private final Clock clock;

    FormCalls(RecordCalls calls, Accounts accounts, Clock clock) {
        this.calls = calls;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Null where the form is of no call, or the call is gone. */
    @Nullable
    FormCall of(Opening opening, SignedIn me) {
        return opening.call() == null
                ? null
                : calls.find(opening.call())
                        .map(call -> new FormCall(call, me.account().id(), names(), clock.instant()))
                        .orElse(null);
    }

    private Map<AccountId, String> names() {
        return accounts.assignable().stream().collect(toMap(Account::id, Account::displayName));
    }
}
