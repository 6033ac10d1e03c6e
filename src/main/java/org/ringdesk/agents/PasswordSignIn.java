package org.ringdesk.agents;

import java.time.Clock;
import java.util.Optional;
import org.ringdesk.agents.AccountRepository.Credentials;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Decides whether login and password belong together. Says the same, in the same time, for every way they may not. */
@Component
class PasswordSignIn implements AuthenticationProvider {
    private final AccountRepository repository;
    private final Passwords passwords;
    private final Clock clock;

    PasswordSignIn(AccountRepository repository, Passwords passwords, Clock clock) {
        this.repository = repository;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String login = attempt.getName();
        String password = attempt.getCredentials() instanceof String typed ? typed : "";
        SignedIn signedIn = check(login, password);
        repository.seen(signedIn.account().id(), clock.instant());
        return UsernamePasswordAuthenticationToken.authenticated(signedIn, null, signedIn.getAuthorities());
    }

    private SignedIn check(String login, String password) {
        Optional<Credentials> found = repository.withLogin(login);
        String hash = found.map(Credentials::passwordHash).orElse(null);
        if (!passwords.matches(password, hash)) {
            throw new BadCredentialsException("wrong login or password");
        }
        return found.map(Credentials::signedIn)
                .filter(SignedIn::isEnabled)
                .orElseThrow(() -> new BadCredentialsException("wrong login or password"));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
