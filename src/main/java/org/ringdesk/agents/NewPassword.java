package org.ringdesk.agents;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A password as it is chosen: twice. */
record NewPassword(String password, String passwordAgain) {
    NewPassword {
        password = Objects.requireNonNullElse(password, "");
        passwordAgain = Objects.requireNonNullElse(passwordAgain, "");
    }

    /** The key of what is wrong with it, or null. */
    @Nullable
    String problem(String... knownOfOwner) {
        return PasswordRules.problem(password, passwordAgain, knownOfOwner);
    }
}
