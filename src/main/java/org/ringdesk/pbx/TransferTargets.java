package org.ringdesk.pbx;

import java.util.List;
import java.util.Locale;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Accounts;
import org.ringdesk.agents.Seats;
import org.springframework.stereotype.Component;

/** Finds colleagues whom a call can be transferred to. */
@Component
class TransferTargets {
    private static final int MOST = 8;

    private final Accounts accounts;
    private final Seats seats;

    TransferTargets(Accounts accounts, Seats seats) {
        this.accounts = accounts;
        this.seats = seats;
    }

    TransferTargetsPage find(AccountId agent, String typed) {
        String asked = typed.strip();
        List<String> own = seats.of(agent);
        List<TransferTargetsPage.Target> found = accounts.assignable().stream()
                .filter(account -> !account.extension().isEmpty() && !own.contains(account.extension()))
                .filter(account -> matches(account, asked.toLowerCase(Locale.ROOT)))
                .limit(MOST)
                .map(account -> new TransferTargetsPage.Target(account.displayName(), account.extension()))
                .toList();
        boolean number = Controls.isNumber(asked)
                && !own.contains(asked)
                && found.stream().noneMatch(target -> target.extension().equals(asked));
        return new TransferTargetsPage(found, number ? asked : "");
    }

    /** By the beginning of the extension, of the login, or of any part of the name. */
    private static boolean matches(Account account, String asked) {
        String name = account.displayName().toLowerCase(Locale.ROOT);
        return account.extension().startsWith(asked)
                || account.login().toLowerCase(Locale.ROOT).startsWith(asked)
                || name.startsWith(asked)
                || name.contains(' ' + asked);
    }
}
