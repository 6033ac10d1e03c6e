package org.ringdesk.agents;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ringdesk.agents.passwords.PasswordsBusy;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** Says that login and password do not belong together, not which is wrong; or how long to wait, or to try again. */
@Component
class SignInFailed implements AuthenticationFailureHandler {
    private final SignInForm form;

    SignInFailed(SignInForm form) {
        this.form = form;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        if (failure instanceof SignInDelayed delayed) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(delayed.seconds()));
            form.again(request, response, HttpStatus.TOO_MANY_REQUESTS, waitNotice(delayed.seconds()));
        } else if (failure instanceof PasswordsBusy busy) {
            busy.tell(response);
            form.again(request, response, HttpStatus.SERVICE_UNAVAILABLE, SignInForm.notice("agents.password.busy"));
        } else {
            form.again(request, response, HttpStatus.UNAUTHORIZED, SignInForm.notice("agents.signin.wrong"));
        }
    }

    static DefaultMessageSourceResolvable waitNotice(long seconds) {
        return seconds < 120
                ? SignInForm.notice("agents.signin.wait-seconds", seconds)
                : SignInForm.notice("agents.signin.wait-minutes", (seconds + 59) / 60);
    }
}
