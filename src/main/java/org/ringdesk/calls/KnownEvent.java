package org.ringdesk.calls;

import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;

/**
 * An event as it was stored.
 *
 * @param agent who sat at the leg's party when it came, null where nobody did
 */
record KnownEvent(CallEvent event, @Nullable AccountId agent) {
    Origin origin() {
        return event.origin();
    }
}
