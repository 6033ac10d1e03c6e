package org.ringdesk.pbx.freeswitch;

import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Role;

/** Why a channel ended, by what FreeSWITCH calls it (switch_types.h, {@code switch_call_cause_t}). */
final class EslCauses {
    private EslCauses() {}

    static Cause of(EslChannel channel, String cause) {
        if (channel.answered()) {
            return Cause.NORMAL;
        }
        return switch (cause) {
            case "USER_BUSY" -> Cause.BUSY;
            case "CALL_REJECTED", "DECLINE" -> Cause.DECLINED;
            case "NO_ANSWER", "NO_USER_RESPONSE", "ALLOTTED_TIMEOUT", "PROGRESS_TIMEOUT" -> Cause.NO_ANSWER;
            case "ORIGINATOR_CANCEL" -> Cause.CANCELLED;
            case "LOSE_RACE", "PICKED_OFF" -> Cause.ELSEWHERE;
            case "REDIRECTION_TO_NEW_DESTINATION", "BLIND_TRANSFER" -> Cause.FORWARDED;
            case "USER_NOT_REGISTERED", "SUBSCRIBER_ABSENT", "GONE" -> Cause.UNAVAILABLE;
            case "", "NONE", "NORMAL_CLEARING", "NORMAL_UNSPECIFIED", "MANAGER_REQUEST", "ATTENDED_TRANSFER" ->
                channel.is(Role.CALLED) && channel.call.callerIsGone() ? Cause.CANCELLED : Cause.UNKNOWN;
            default -> Cause.FAILED;
        };
    }

    /** Whether it says why nobody answered; if not, only the end of the channel tells who hung up. */
    static boolean saysWhy(String cause) {
        return !cause.equals("NORMAL_CLEARING") && !cause.isEmpty();
    }

    /**
     * Whether the telephone put the receiver down, not the PBX.
     *
     * @param disposition how SIP ended, as {@code sip_hangup_disposition} says
     */
    static boolean putDown(String disposition, String cause) {
        return disposition.equals("recv_bye")
                || disposition.equals("recv_cancel")
                || (disposition.equals("recv_refuse") && cause.equals("CALL_REJECTED"));
    }
}
