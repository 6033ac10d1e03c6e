package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountRepository.Credentials;
import org.springframework.stereotype.Service;

/** Tells what goes on for longer than a request, such as a stream, when its sign-in is over. */
@Service
public class OpenSignIns {
    private final SignIns signIns;
    private final AccountRepository accounts;
    private final Clock clock;

    OpenSignIns(SignIns signIns, AccountRepository accounts, Clock clock) {
        this.signIns = signIns;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @throws java.util.NoSuchElementException where nobody is signed in; whoever asks has seen to that */
    public OpenSignIn of(HttpServletRequest request) {
        return OpenSignIn.of(signIns.accepted(request).orElseThrow().signIn());
    }

    /** Those that still hold; one question to the database for all of them. */
    public Set<OpenSignIn> holding(Collection<OpenSignIn> all) {
        Set<AccountId> ids = all.stream().map(OpenSignIn::account).collect(Collectors.toSet());
        Map<AccountId, Credentials> now = accounts.all(ids).stream()
                .collect(Collectors.toMap(known -> known.account().id(), Function.identity()));
        return all.stream()
                .filter(signIn -> holds(signIn, now.get(signIn.account())))
                .collect(Collectors.toSet());
    }

    private boolean holds(OpenSignIn signIn, @Nullable Credentials now) {
        return now != null
                && now.account().enabled()
                && now.account().role() == signIn.role()
                && now.signedIn().stamp().equals(signIn.stamp())
                && !now.signedOut().contains(signIn.mark())
                && clock.instant().isBefore(signIn.until());
    }
}
