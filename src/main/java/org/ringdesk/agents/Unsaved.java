package org.ringdesk.agents;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Seal;
import org.springframework.stereotype.Component;

/**
 * Carries what was typed over a sign-in that had ended: sealed in the sign-in form, for the account whose cookie came with it and
 * for half an hour, and given back to the holder of that account alone. Nothing is saved on the way.
 */
@Component
class Unsaved {
    static final String FIELD = "resume";
    static final String NEW_RECORD = "/records";

    private static final String PURPOSE = "resume";
    private static final Duration GOOD = Duration.ofMinutes(30);
    private static final int LONGEST = 256 * 1024;

    private final Seal seal;
    private final SignInCookie cookie;
    private final SignInTokens tokens;
    private final UnsavedForms forms;
    private final Clock clock;

    Unsaved(Seal seal, SignInCookie cookie, SignInTokens tokens, UnsavedForms forms, Clock clock) {
        this.seal = seal;
        this.cookie = cookie;
        this.tokens = tokens;
        this.forms = forms;
        this.clock = clock;
    }

    /** What became of a form that came with a sign-in. */
    enum Return {
        NONE,
        OWN,
        A_COLLEAGUES
    }

    /**
     * The form, sealed; empty where it is too long to travel, holds nothing typed, or comes from a browser in which nobody was
     * signed in: then nobody can tell to whom to give it back.
     */
    Optional<String> close(PostedForm form, HttpServletRequest request) {
        String text = form.text();
        return text.length() > LONGEST || !TypedForms.holds(form)
                ? Optional.empty()
                : whose(request)
                        .map(account -> seal.close(
                                PURPOSE, account + " " + clock.instant().toEpochMilli() + " " + text));
    }

    /** Keeps what came with the sign-in form for whoever typed it. */
    Return takeIn(@Nullable String sealed, AccountId signedIn) {
        Optional<Carried> carried = Optional.ofNullable(sealed)
                .flatMap(text -> seal.open(PURPOSE, text))
                .map(Carried::parse)
                .filter(form -> clock.instant().isBefore(form.at().plus(GOOD)));
        carried.ifPresent(form -> forms.keep(form.account(), form.form()));
        return carried.map(form -> form.account().equals(signedIn) ? Return.OWN : Return.A_COLLEAGUES)
                .orElse(Return.NONE);
    }

    /** Where the form that waits for this account is shown. */
    Optional<String> waiting(AccountId account) {
        return forms.waiting(account).map(form -> form.path().equals(NEW_RECORD) ? "/records/resume" : "/unsaved");
    }

    /** Shows a form again to whoever is signed in and has typed it, with a fresh CSRF token. */
    void show(PostedForm form, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        request.setAttribute("form", form);
        String page = form.path().equals(NEW_RECORD) ? "/records/recover" : "/unsaved/again";
        request.getRequestDispatcher(page).forward(request, response);
    }

    /**
     * By the form's own token where it tells, else by the browser's last sign-in. Where the two differ, somebody else has signed in
     * since, in another tab.
     */
    private Optional<AccountId> whose(HttpServletRequest request) {
        Optional<AccountId> last = cookie.readOfAnyAge(request).map(SignIn::account);
        Optional<AccountId> writer = tokens.account(request).or(() -> last);
        return writer.filter(account -> last.isEmpty() || last.get().equals(account));
    }

    private record Carried(AccountId account, Instant at, PostedForm form) {
        static Carried parse(String text) {
            String[] parts = text.split(" ", 3);
            return new Carried(
                    new AccountId(Long.parseLong(parts[0])),
                    Instant.ofEpochMilli(Long.parseLong(parts[1])),
                    PostedForm.parse(parts[2]));
        }
    }
}
