package org.ringdesk.calls;

import java.util.ArrayList;
import java.util.List;

/**
 * How many events one call may have: each new one adds the call up from all of them. A caller who waits for half an hour
 * while ten telephones ring in turn makes some hundred. Beyond {@link #MOST} only answers and ends count, so that the call is
 * still somebody's and is over some time; beyond {@link #MOST_OF_ALL} none does but that it was given up.
 */
final class EventLimit {
    static final int MOST = 1_000;
    static final int MOST_OF_ALL = 1_200;

    private EventLimit() {}

    /** Those that still count of a call that has so many. */
    static List<KnownEvent> within(int known, List<KnownEvent> fresh) {
        List<KnownEvent> counted = new ArrayList<>();
        for (KnownEvent event : fresh) {
            if (known + counted.size() < limit(event.event())) {
                counted.add(event);
            }
        }
        return counted;
    }

    private static int limit(CallEvent event) {
        return switch (event) {
            case CallEvent.GivenUp givenUp -> Integer.MAX_VALUE;
            case CallEvent.Answered answered -> MOST_OF_ALL;
            case CallEvent.LegEnded legEnded -> MOST_OF_ALL;
            case CallEvent.Ended ended -> MOST_OF_ALL;
            case CallEvent.Told told -> MOST;
            case CallEvent.Joined joined -> MOST;
            case CallEvent.Began began -> MOST;
            case CallEvent.Rang rang -> MOST;
            case CallEvent.Held held -> MOST;
            case CallEvent.Resumed resumed -> MOST;
            case CallEvent.Transferred transferred -> MOST;
        };
    }
}
