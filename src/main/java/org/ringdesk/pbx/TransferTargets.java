package org.ringdesk.pbx;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Accounts;
import org.ringdesk.agents.Seats;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Leg;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.Presences;
import org.springframework.stereotype.Component;

/** Finds colleagues whom a call can be transferred to: those at its own phone system. */
@Component
class TransferTargets {
    private static final int MOST = 8;
    private static final int MOST_LOOKED_AT = 200;

    private final Accounts accounts;
    private final Seats seats;
    private final Calls calls;
    private final Presences presences;

    TransferTargets(Accounts accounts, Seats seats, Calls calls, Presences presences) {
        this.accounts = accounts;
        this.seats = seats;
        this.calls = calls;
        this.presences = presences;
    }

    TransferTargetsPage find(AccountId agent, CallId call, String typed) {
        String asked = typed.strip();
        List<String> own = seats.of(agent);
        List<Account> matching = accounts.assignable().stream()
                .filter(account -> !account.extension().isEmpty() && !own.contains(account.extension()))
                .filter(account -> matches(account, asked.toLowerCase(Locale.ROOT)))
                .limit(MOST_LOOKED_AT)
                .toList();
        List<TransferTargetsPage.Target> found = targets(matching, sources(call, agent));
        boolean number = Controls.isNumber(asked)
                && !own.contains(asked)
                && found.stream().noneMatch(target -> target.extension().equals(asked));
        return new TransferTargetsPage(found, number ? asked : "");
    }

    /** An extension that other phone systems know, and this one does not, is not offered. */
    private List<TransferTargetsPage.Target> targets(List<Account> accounts, Set<String> sources) {
        Map<String, Map<String, Presence>> known =
                presences.bySource(accounts.stream().map(Account::extension).toList());
        Set<String> elsewhere = known.values().stream()
                .flatMap(there -> there.keySet().stream())
                .collect(Collectors.toSet());
        return accounts.stream()
                .filter(account ->
                        !elsewhere.contains(account.extension()) || here(known, sources, account.extension()) != null)
                .limit(MOST)
                .map(account -> target(account, here(known, sources, account.extension())))
                .toList();
    }

    private static @Nullable Presence here(
            Map<String, Map<String, Presence>> known, Set<String> sources, String extension) {
        return sources.stream()
                .map(source -> known.getOrDefault(source, Map.of()).get(extension))
                .filter(presence -> presence != null)
                .findFirst()
                .orElse(null);
    }

    private static TransferTargetsPage.Target target(Account account, @Nullable Presence presence) {
        Presence.Device device = presence == null ? Presence.Device.UNKNOWN : presence.device();
        return new TransferTargetsPage.Target(
                account.displayName(), account.extension(), device, presence != null && presence.paused());
    }

    /** Of the agent's part in the call. */
    private Set<String> sources(CallId id, AccountId agent) {
        return calls.find(id).map(Call::legs).orElse(List.of()).stream()
                .filter(leg -> leg.of(agent) && leg.open())
                .map(Leg::source)
                .collect(Collectors.toSet());
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
