package org.ringdesk.agents;

import java.time.Instant;

/**
 * A sign-in on which something goes on for longer than a request. It opens nothing.
 *
 * @param role the one the account had
 * @param stamp of the password that was typed
 * @param mark by which its end is known
 * @param until when it is over at the latest
 */
public record OpenSignIn(AccountId account, Role role, String stamp, String mark, Instant until) {
    static OpenSignIn of(SignIn signIn) {
        return new OpenSignIn(
                signIn.account(),
                signIn.role(),
                signIn.stamp(),
                signIn.mark(),
                signIn.begun().plus(SignInCookie.LONGEST));
    }
}
