package org.ringdesk.pbx;

import java.util.List;
import java.util.Set;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallAction;
import org.ringdesk.calls.Leg;

/**
 * Lets phone systems of a kind do something with a call of an agent. What comes of it is told by the phone system itself,
 * as of any call.
 */
public interface CallControl {
    /** The {@link FeedKind#key}. */
    String kind();

    /**
     * What a feed of the kind can be asked to do.
     *
     * @param lacks what the account may not do, as {@link Connection#lacks} said; empty for a kind without connections
     */
    Set<CallAction> may(Feed feed, List<String> lacks);

    /**
     * Ends the leg; one that rings declines.
     *
     * @throws ConnectionFailed where the phone system cannot be asked
     * @throws org.ringdesk.platform.Refused where it refuses
     */
    void hangUp(Feed feed, Call call, Leg leg) throws ConnectionFailed;

    /**
     * Sends the other side of the leg to a number.
     *
     * @param number digits, stars, hashes and a plus sign
     * @throws ConnectionFailed where the phone system cannot be asked
     * @throws org.ringdesk.platform.Refused where it refuses
     */
    void transfer(Feed feed, Call call, Leg leg, String number) throws ConnectionFailed;
}
