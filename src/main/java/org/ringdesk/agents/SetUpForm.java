package org.ringdesk.agents;

import java.util.Objects;

/** What the first administrator fills in. */
public record SetUpForm(String login, String displayName, String email, String password, String passwordAgain) {
    public SetUpForm {
        login = Objects.requireNonNullElse(login, "").strip();
        displayName = Objects.requireNonNullElse(displayName, "").strip();
        email = Objects.requireNonNullElse(email, "").strip();
        password = Objects.requireNonNullElse(password, "");
        passwordAgain = Objects.requireNonNullElse(passwordAgain, "");
    }

    static SetUpForm empty() {
        return new SetUpForm("", "", "", "", "");
    }

    NewPassword newPassword() {
        return new NewPassword(password, passwordAgain);
    }
}
