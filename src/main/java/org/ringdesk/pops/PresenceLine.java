package org.ringdesk.pops;

import java.util.List;
import org.ringdesk.calls.Presence;

/**
 * What an agent's stream says of the agent's own telephone.
 *
 * @param unreachable whether it is known that it does not ring, because it is not signed in at the phone system
 * @param queues those that it is logged in to
 */
record PresenceLine(boolean unreachable, List<Queue> queues) {

    /** @param reason of the pause, or empty */
    record Queue(String queue, boolean paused, String reason) {}

    static PresenceLine of(Presence presence) {
        return new PresenceLine(
                presence.unreachable(),
                presence.queues().stream()
                        .map(queue -> new Queue(queue.queue(), queue.paused(), queue.reason()))
                        .toList());
    }
}
