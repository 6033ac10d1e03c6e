package org.ringdesk.pbx.phone;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A telephone's part in a call, as the telephone told it.
 *
 * @param call the telephone's own key, or empty
 * @param key of the call in its events
 * @param number what the other side's number is compared by, empty where it was withheld
 * @param turns how often it was held and taken back
 */
record PhoneLeg(
        long id,
        String phone,
        String user,
        String call,
        String key,
        String number,
        boolean outgoing,
        Instant beganAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        int turns) {

    PhoneLeg answered(Instant at) {
        return answeredAt != null ? this : with(at, endedAt, turns);
    }

    PhoneLeg ended(Instant at) {
        return endedAt != null ? this : with(answeredAt, at, turns);
    }

    /** Held after every odd turn. */
    PhoneLeg turned(boolean held) {
        return (turns % 2 == 1) == held ? this : with(answeredAt, endedAt, turns + 1);
    }

    private PhoneLeg with(@Nullable Instant answered, @Nullable Instant ended, int turned) {
        return new PhoneLeg(id, phone, user, call, key, number, outgoing, beganAt, answered, ended, turned);
    }
}
