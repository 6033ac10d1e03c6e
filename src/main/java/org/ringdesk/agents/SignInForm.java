package org.ringdesk.agents;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Shows the sign-in form from within a filter, where a request got no further. */
@Component
class SignInForm {
    private static final int LONGEST_NAME = 200;
    private static final Pattern SEALED = Pattern.compile("[A-Za-z0-9_-]*+");

    private final Unsaved unsaved;

    SignInForm(Unsaved unsaved) {
        this.unsaved = unsaved;
    }

    /** Once more, with everything that was in it but the password. */
    void again(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatus status,
            DefaultMessageSourceResolvable notice)
            throws ServletException, IOException {
        var page = new SignInPage(
                name(request), sealed(request, Detour.FIELD), sealed(request, Unsaved.FIELD), List.of(), notice);
        show(request, response, status, page);
    }

    /** In place of the answer to a form that came after its session's end. */
    void insteadOf(PostedForm form, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String sealed = unsaved.close(form, request).orElse("");
        boolean lost = sealed.isEmpty() && !TypedForms.holds(form);
        show(
                request,
                response,
                HttpStatus.UNAUTHORIZED,
                new SignInPage(
                        "",
                        "",
                        sealed,
                        sealed.isEmpty() && !lost ? TypedForms.typed(form) : List.of(),
                        notice(lost ? "agents.signin.ended-nothing-done" : ended(sealed))));
    }

    private static String ended(String sealed) {
        return sealed.isEmpty() ? "agents.signin.ended-copy" : "agents.signin.ended";
    }

    static DefaultMessageSourceResolvable notice(String key, Object... facts) {
        return new DefaultMessageSourceResolvable(new String[] {key}, facts, key);
    }

    private static void show(
            HttpServletRequest request, HttpServletResponse response, HttpStatus status, SignInPage page)
            throws ServletException, IOException {
        response.setStatus(status.value());
        request.setAttribute("page", page);
        request.getRequestDispatcher("/login/again").forward(request, response);
    }

    /** A page that holds what anybody sent is no longer than that. */
    private static String name(HttpServletRequest request) {
        String typed = text(request, "username");
        return typed.length() > LONGEST_NAME ? "" : typed;
    }

    private static String sealed(HttpServletRequest request, String parameter) {
        String text = text(request, parameter);
        return SEALED.matcher(text).matches() ? text : "";
    }

    private static String text(HttpServletRequest request, String parameter) {
        return Objects.requireNonNullElse(request.getParameter(parameter), "");
    }
}
