package org.ringdesk.agents;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Seal;
import org.springframework.stereotype.Component;

/**
 * Carries what was typed over a session that had ended: sealed in the sign-in form, since there is no session to keep it
 * in, and opened again once its writer has signed in. Nothing is saved on the way.
 */
@Component
class Unsaved {
    static final String FIELD = "resume";
    /** Where the records module finds the body of a new record's form. */
    static final String RECORD = "ringdesk.resume";

    static final String FORM = "ringdesk.unsaved";

    private static final String NEW_RECORD = "/records";
    private static final String PURPOSE = "resume";
    private static final int LONGEST = 256 * 1024;

    private final Seal seal;

    Unsaved(Seal seal) {
        this.seal = seal;
    }

    /** The form, sealed; empty when it is too long to travel. */
    Optional<String> close(PostedForm form) {
        String text = form.text();
        return text.length() > LONGEST ? Optional.empty() : Optional.of(seal.close(PURPOSE, text));
    }

    /** Puts the form into the session and tells where it is shown. */
    Optional<String> resume(@Nullable String sealed, HttpSession session) {
        return Optional.ofNullable(sealed)
                .flatMap(text -> seal.open(PURPOSE, text))
                .map(PostedForm::parse)
                .map(form -> keep(form, session));
    }

    /** Shows a form again to whoever is signed in, with a fresh CSRF token. */
    void show(PostedForm form, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        request.setAttribute("form", form);
        String page = form.path().equals(NEW_RECORD) ? "/records/recover" : "/unsaved/again";
        request.getRequestDispatcher(page).forward(request, response);
    }

    private static String keep(PostedForm form, HttpSession session) {
        if (form.path().equals(NEW_RECORD)) {
            session.setAttribute(RECORD, form.body());
            return "/records/resume";
        }
        session.setAttribute(FORM, form);
        return "/unsaved";
    }
}
