package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/** Sends whoever is not signed in to the sign-in page. A fragment's request gets a 401 instead: the page around it keeps what was typed. */
@Component
class SignInRequired implements AuthenticationEntryPoint {
    private final Detour detour;

    SignInRequired(Detour detour) {
        this.detour = detour;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (isFragment(request)) {
            response.setHeader("HX-Reswap", "none");
            response.setHeader("HX-Trigger", "signed-out");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        seeOther(response, request.getMethod().equals("GET") ? detour.begin(request) : "/login");
    }

    private static boolean isFragment(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getHeader("HX-Request") != null
                || "text/event-stream".equals(accept)
                || "application/json".equals(accept);
    }

    /** Not sendRedirect: it would encode what has to stay as it came. */
    static void seeOther(HttpServletResponse response, String target) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", target);
    }
}
