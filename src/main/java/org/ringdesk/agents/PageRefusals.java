package org.ringdesk.agents;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccessRules.NoRoute;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/**
 * Answers what a page's visitor may not do. A form whose CSRF token is no longer good is mostly one that was open for
 * long: its text comes back, to be sent again, and nothing is done until then.
 */
@Component
class PageRefusals implements AccessDeniedHandler {
    private static final Pattern ONE_TIME_LINK = Pattern.compile("/(setup|invitation)/[^/]+");

    private static final Set<String> SIGN_IN_FORM = Set.of("/login", "/language");

    private final SignInRequired signInRequired;
    private final SignInForm signInForm;
    private final AfterSignIn afterSignIn;
    private final Unsaved unsaved;
    private final SignInTokens tokens;

    PageRefusals(
            SignInRequired signInRequired,
            SignInForm signInForm,
            AfterSignIn afterSignIn,
            Unsaved unsaved,
            SignInTokens tokens) {
        this.signInRequired = signInRequired;
        this.signInForm = signInForm;
        this.afterSignIn = afterSignIn;
        this.unsaved = unsaved;
        this.tokens = tokens;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        SignedIn who = signedIn();
        NoRoute nothing = NoRoute.of(denied).orElse(null);
        if (nothing != null) {
            nothingThere(nothing, request, response);
        } else if (!(denied instanceof CsrfException)) {
            String reason = who == null || who.isAgent() ? "agents.denied.administrators" : "agents.denied.end-user";
            refuse(request, response, new Refused(HttpStatus.FORBIDDEN, reason));
        } else if (SIGN_IN_FORM.contains(request.getServletPath())) {
            staleSignIn(who, request, response);
        } else if (ONE_TIME_LINK.matcher(request.getRequestURI()).matches()) {
            // Whoever holds such a link has no password yet to sign in with: the page begins again.
            SignInRequired.seeOther(response, request.getRequestURI());
        } else {
            staleForm(who, request, response);
        }
    }

    /** Two sign-in pages in two tabs: after the first, the second one's token is old, and its visitor is signed in. */
    private void staleSignIn(@Nullable SignedIn who, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String login = request.getParameter("username");
        if (who != null && login != null && login.strip().equalsIgnoreCase(who.getUsername())) {
            afterSignIn.land(request, response);
        } else {
            signInForm.again(request, response, HttpStatus.FORBIDDEN, SignInForm.notice("agents.signin.stale"));
        }
    }

    private void staleForm(@Nullable SignedIn who, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Optional<PostedForm> posted =
                isOfOurPages(request) && !request.getServletPath().equals("/logout")
                        ? PostedForm.of(request)
                        : Optional.empty();
        if (who == null) {
            signInRequired.ask(request, response, posted);
        } else if (posted.filter(TypedForms::holds).isPresent() && isOf(who, request)) {
            unsaved.show(posted.get(), request, response);
        } else {
            refuse(request, response, new Refused(HttpStatus.FORBIDDEN, "agents.denied.stale"));
        }
    }

    /** Where the browser does not tell, the token does: another site has none that was made here for anybody. */
    private boolean isOfOurPages(HttpServletRequest request) {
        return SameSite.mayBe(request) || tokens.account(request).isPresent();
    }

    /** A page of an earlier sign-in of the same account; another's is not theirs to see. */
    private boolean isOf(SignedIn who, HttpServletRequest request) {
        return tokens.account(request).filter(who.account().id()::equals).isPresent();
    }

    private static void nothingThere(NoRoute nothing, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (!nothing.methods().isEmpty()) {
            response.setHeader("Allow", String.join(", ", nothing.methods()));
        }
        refuse(request, response, new Refused(HttpStatus.valueOf(nothing.status()), "web.refused." + nothing.status()));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Refused refused)
            throws IOException, ServletException {
        request.setAttribute("refused", refused);
        request.getRequestDispatcher("/refused").forward(request, response);
    }

    private static @Nullable SignedIn signedIn() {
        Authentication current = SecurityContextHolder.getContext().getAuthentication();
        return current != null && current.getPrincipal() instanceof SignedIn who ? who : null;
    }
}
