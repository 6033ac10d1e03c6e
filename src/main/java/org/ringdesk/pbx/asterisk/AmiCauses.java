package org.ringdesk.pbx.asterisk;

import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Role;

/**
 * Why a channel ended. The cause of its hang-up (ITU-T Q.850) does not say it alone: a telephone that nobody answered has 0,
 * one whose caller gave up 127 or 0, and the losers of a group 26, 16 or 0.
 */
final class AmiCauses {
    private static final int NORMAL = 16;
    private static final int INTERWORKING = 127;

    private AmiCauses() {}

    static Cause of(AmiChannel channel, int code) {
        if (channel.answered()) {
            return Cause.NORMAL;
        }
        if (channel.forwarded) {
            return Cause.FORWARDED;
        }
        return switch (code) {
            case 17 -> Cause.BUSY;
            case 18, 19 -> Cause.NO_ANSWER;
            case 20, 27 -> Cause.UNAVAILABLE;
            case 21 -> Cause.DECLINED;
            case 23 -> Cause.FORWARDED;
            case 26 -> Cause.ELSEWHERE;
            case 0, NORMAL, 31, INTERWORKING -> asDialled(channel);
            default -> Cause.FAILED;
        };
    }

    private static Cause asDialled(AmiChannel channel) {
        return switch (channel.dialStatus) {
            case "NOANSWER" -> Cause.NO_ANSWER;
            case "BUSY" -> Cause.BUSY;
            case "CHANUNAVAIL", "CONGESTION", "INVALIDARGS" -> Cause.FAILED;
            default -> channel.is(Role.CALLED) && channel.call.callerIsGone() ? Cause.CANCELLED : Cause.UNKNOWN;
        };
    }

    /**
     * Whether a request to hang up tells that this side put the receiver down. It comes too where the PBX turned a caller
     * away, then with the cause that it did so for.
     */
    static boolean putDown(AmiChannel channel, int code) {
        return code == 0
                || code == NORMAL
                || code == 31
                || code == INTERWORKING
                || (code == 21 && channel.is(Role.CALLED));
    }
}
