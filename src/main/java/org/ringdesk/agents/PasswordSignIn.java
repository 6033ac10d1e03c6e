package org.ringdesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.ringdesk.agents.AccountRepository.Credentials;
import org.ringdesk.agents.SignInDelays.Standing;
import org.ringdesk.agents.passwords.Hashing;
import org.ringdesk.agents.passwords.Hashing.Lane;
import org.ringdesk.agents.passwords.Passwords;
import org.ringdesk.agents.passwords.PasswordsBusy;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Decides whether login and password belong together. Says the same, in the same time, for every way they may not. */
@Component
class PasswordSignIn implements AuthenticationProvider {
    /** No user name is longer; such a one is not looked up. */
    private static final int LONGEST_LOGIN = 200;

    private final AccountRepository repository;
    private final Passwords passwords;
    private final Hashing hashing;
    private final SignInDelays delays;
    private final Clock clock;

    PasswordSignIn(
            AccountRepository repository, Passwords passwords, Hashing hashing, SignInDelays delays, Clock clock) {
        this.repository = repository;
        this.passwords = passwords;
        this.hashing = hashing;
        this.delays = delays;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String password = attempt.getCredentials() instanceof String typed ? typed : "";
        SignInTry counted =
                attempt.getDetails() instanceof SignInTry seen ? seen : new SignInTry(attempt.getName(), "", null);
        SignedIn signedIn = check(counted, password);
        repository.seen(signedIn.account().id(), clock.instant());
        return UsernamePasswordAuthenticationToken.authenticated(signedIn, null, signedIn.getAuthorities());
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    /**
     * @throws SignInDelayed when too many failures went before
     * @throws PasswordsBusy when too many others are signing in
     * @throws BadCredentialsException for every other reason
     */
    SignedIn check(SignInTry attempt, String password) {
        refuseWhile(delays.known(attempt));
        Lane lane = attempt.isKnown() ? Lane.KNOWN : Lane.STRANGERS;
        return hashing.inTurn(lane, attempt.who(), () -> inTurn(attempt, password));
    }

    /** The delay is looked up in turn, so that no more guesses slip in beside each other than are hashed at once. */
    private SignedIn inTurn(SignInTry attempt, String password) {
        Optional<Credentials> found =
                attempt.login().length() > LONGEST_LOGIN ? Optional.empty() : repository.withLogin(attempt.login());
        SignInTry counted = found.map(Credentials::account).map(attempt::at).orElse(attempt);
        Standing standing = delays.standing(counted);
        refuseWhile(standing.delay());
        String hash = found.map(Credentials::passwordHash).orElse(null);
        boolean right = passwords.matches(password, hash);
        Optional<SignedIn> signedIn =
                found.map(Credentials::signedIn).filter(SignedIn::isEnabled).filter(who -> right);
        if (signedIn.isEmpty()) {
            delays.failed(standing);
            throw new BadCredentialsException("wrong login or password");
        }
        delays.succeeded(counted);
        return signedIn.get();
    }

    private static void refuseWhile(Duration wait) {
        if (wait.isPositive()) {
            throw new SignInDelayed(wait);
        }
    }
}
