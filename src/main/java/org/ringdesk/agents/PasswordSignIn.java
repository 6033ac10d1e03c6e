package org.ringdesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.ringdesk.agents.AccountRepository.Credentials;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Decides whether login and password belong together. Says the same, in the same time, for every way they may not. */
@Component
class PasswordSignIn implements AuthenticationProvider {
    private final AccountRepository repository;
    private final Passwords passwords;
    private final SignInDelays delays;
    private final Clock clock;
    // A hash takes 19 MiB and a core: a flood of sign-ins waits here instead of taking the machine. And since the delay
    // is
    // looked up inside, no more guesses than this slip in beside each other.
    private final Semaphore atOnce =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    PasswordSignIn(AccountRepository repository, Passwords passwords, SignInDelays delays, Clock clock) {
        this.repository = repository;
        this.passwords = passwords;
        this.delays = delays;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String password = attempt.getCredentials() instanceof String typed ? typed : "";
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
        SignedIn signedIn = check(attempt.getName(), password, address);
        repository.seen(signedIn.account().id(), clock.instant());
        return UsernamePasswordAuthenticationToken.authenticated(signedIn, null, signedIn.getAuthorities());
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    /**
     * @throws SignInDelayed when too many failures went before
     * @throws BadCredentialsException for every other reason
     */
    SignedIn check(String login, String password, String address) {
        atOnce.acquireUninterruptibly();
        try {
            return inTurn(login, password, address);
        } finally {
            atOnce.release();
        }
    }

    private SignedIn inTurn(String login, String password, String address) {
        Duration wait = delays.waiting(login, address);
        if (wait.isPositive()) {
            throw new SignInDelayed(wait);
        }
        Optional<Credentials> found = repository.withLogin(login.strip());
        String hash = found.map(Credentials::passwordHash).orElse(null);
        boolean right = passwords.matches(password, hash);
        Optional<SignedIn> signedIn =
                found.map(Credentials::signedIn).filter(SignedIn::isEnabled).filter(who -> right);
        if (signedIn.isEmpty()) {
            delays.failed(login, address);
            throw new BadCredentialsException("wrong login or password");
        }
        delays.succeeded(login, address);
        return signedIn.get();
    }
}
