package org.ringdesk.bounds;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Tells clients that this installation has let in before from those that nobody knows. */
public interface KnownClient {
    /**
     * Whose request this is: a name for the account or token, the same each time. It need not be signed in still: whoever
     * comes back with an old cookie of ours may finish what was typed. Must not wait, neither for the database nor for the
     * client: it is asked before the body is read.
     */
    Optional<String> name(HttpServletRequest request);
}
