package org.ringdesk.agents;

import java.util.Objects;

/** A password as it is chosen: twice. */
record NewPassword(String password, String passwordAgain) {
    NewPassword {
        password = Objects.requireNonNullElse(password, "");
        passwordAgain = Objects.requireNonNullElse(passwordAgain, "");
    }
}
