package org.ringdesk.calls;

import org.jspecify.annotations.Nullable;

/** What {@code call_event.kind} holds, in lower case. */
enum EventKind {
    TOLD,
    JOINED,
    ENDED,
    GIVEN_UP,
    BEGAN,
    RANG,
    ANSWERED,
    HELD,
    RESUMED,
    TRANSFERRED,
    LEG_ENDED;

    /** What {@code detail} of a leg's end says where that side ended it. */
    static final String HUNG_UP = "hung_up";

    static EventKind of(CallEvent event) {
        return switch (event) {
            case CallEvent.Told ignored -> TOLD;
            case CallEvent.Joined ignored -> JOINED;
            case CallEvent.Ended ignored -> ENDED;
            case CallEvent.GivenUp ignored -> GIVEN_UP;
            case CallEvent.Began ignored -> BEGAN;
            case CallEvent.Rang ignored -> RANG;
            case CallEvent.Answered ignored -> ANSWERED;
            case CallEvent.Held ignored -> HELD;
            case CallEvent.Resumed ignored -> RESUMED;
            case CallEvent.Transferred ignored -> TRANSFERRED;
            case CallEvent.LegEnded ignored -> LEG_ENDED;
        };
    }

    static @Nullable Cause cause(CallEvent event) {
        return switch (event) {
            case CallEvent.Ended ended -> ended.cause();
            case CallEvent.LegEnded ended -> ended.cause();
            default -> null;
        };
    }

    static @Nullable String detail(CallEvent event) {
        return switch (event) {
            case CallEvent.Joined joined -> joined.other();
            case CallEvent.Transferred sent -> sent.target();
            case CallEvent.LegEnded ended -> ended.hungUp() ? HUNG_UP : null;
            default -> null;
        };
    }
}
