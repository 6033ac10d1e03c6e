package org.ringdesk.agents;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/**
 * Sends whoever is not signed in to the sign-in page. A request for a fragment gets a bare 401 instead: the page around it
 * stays, with what was typed, until its form is sent. So does the stream of calls, whatever it accepts.
 */
@Component
class SignInRequired implements AuthenticationEntryPoint {
    private final Detour detour;
    private final SignInForm form;

    SignInRequired(Detour detour, SignInForm form) {
        this.detour = detour;
        this.form = form;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
        ask(request, response, SameSite.mayBe(request) ? PostedForm.of(request) : Optional.empty());
    }

    /** @param posted the form that came with the request and would be lost */
    void ask(HttpServletRequest request, HttpServletResponse response, Optional<PostedForm> posted)
            throws IOException, ServletException {
        if (isFragment(request)) {
            response.setHeader("HX-Reswap", "none");
            response.setHeader("HX-Trigger", "signed-out");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (posted.isPresent()) {
            form.insteadOf(posted.get(), request, response);
        } else {
            seeOther(response, request.getMethod().equals("GET") ? detour.begin(request, response) : "/login");
        }
    }

    private static boolean isFragment(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getHeader("HX-Request") != null
                || "text/event-stream".equals(accept)
                || request.getRequestURI().startsWith("/live")
                || "application/json".equals(accept);
    }

    /** Not sendRedirect: what was opened has to stay as it came. */
    static void seeOther(HttpServletResponse response, String target) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", target);
    }
}
