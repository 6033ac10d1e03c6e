package org.ringdesk.pbx;

import java.util.List;
import org.ringdesk.calls.Presence;

/**
 * Where a call could be transferred to, while somebody types.
 *
 * @param number what was typed, where that is a number that can be dialled as it is; else empty
 */
public record TransferTargetsPage(List<Target> colleagues, String number) {
    /**
     * A colleague at an extension.
     *
     * @param device as the phone system sees it
     * @param paused whether it takes no calls of its queues
     */
    public record Target(String name, String extension, Presence.Device device, boolean paused) {
        /** Key of the text that says what to know before sending a call there; empty where there is nothing. */
        public String note() {
            return switch (device) {
                case UNREACHABLE, BUSY, RINGING -> "calls.device." + device.key();
                case UNKNOWN, REACHABLE, FREE -> paused ? "calls.presence.paused" : "";
            };
        }

        public boolean warns() {
            return device == Presence.Device.UNREACHABLE;
        }
    }
}
