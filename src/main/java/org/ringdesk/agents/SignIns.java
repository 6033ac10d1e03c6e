package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Who is signed in, by the cookie alone: the server keeps nothing, so neither its restart nor another node's taking over
 * ends a sign-in. Each request is held against the account as it is now, read at most ten seconds ago.
 */
@Component
class SignIns implements SecurityContextRepository, LogoutHandler {
    private static final String ATTRIBUTE = SignIns.class.getName();

    private final SignInCookie cookie;
    private final KnownAccounts known;
    private final KnownDevices devices;
    private final SignOuts signOuts;
    private final Clock clock;

    SignIns(SignInCookie cookie, KnownAccounts known, KnownDevices devices, SignOuts signOuts, Clock clock) {
        this.cookie = cookie;
        this.known = known;
        this.devices = devices;
        this.signOuts = signOuts;
        this.clock = clock;
    }

    /** A sign-in that holds, and the account as it is now. */
    record Accepted(SignIn signIn, SignedIn who) {}

    private record Answer(Optional<Accepted> accepted) {}

    /** The request's sign-in; looked at once a request. */
    Optional<Accepted> accepted(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Answer answer) {
            return answer.accepted();
        }
        Optional<Accepted> accepted =
                cookie.read(request).flatMap(signIn -> known.holder(signIn).map(who -> new Accepted(signIn, who)));
        request.setAttribute(ATTRIBUTE, new Answer(accepted));
        return accepted;
    }

    /** Tells the browser now and then that it was seen, so that a sign-in in use does not end. */
    void renew(HttpServletRequest request, HttpServletResponse response) {
        accepted(request)
                .map(Accepted::signIn)
                .filter(cookie::isDue)
                .ifPresent(signIn -> cookie.write(signIn.seenAt(clock.instant()), request, response));
    }

    @Override
    @SuppressWarnings("deprecation") // Still the one method that has to be there; the deferred one calls it.
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        accepted(holder.getRequest()).ifPresent(accepted -> context.setAuthentication(authentication(accepted.who())));
        return context;
    }

    /** Begins a sign-in, a new family each time, or takes the browser's away. */
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        Authentication authentication = context.getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn who) {
            SignIn signIn = SignIn.of(who, clock.instant());
            cookie.write(signIn, request, response);
            devices.remember(who, request, response);
            request.setAttribute(ATTRIBUTE, new Answer(Optional.of(new Accepted(signIn, who))));
        } else {
            cookie.clear(request, response);
            request.setAttribute(ATTRIBUTE, new Answer(Optional.empty()));
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return accepted(request).isPresent();
    }

    /** Ends the sign-in for good: a copy of its cookie, renewed or not, is refused from now on. */
    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        accepted(request).map(Accepted::signIn).ifPresent(signOuts::end);
    }

    static Authentication authentication(SignedIn who) {
        return UsernamePasswordAuthenticationToken.authenticated(who, null, who.getAuthorities());
    }
}
