package org.ringdesk.pbx.sip;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.LegFacts;
import org.ringdesk.calls.Role;

/** What goes on in one dialog of an extension. A leg of a call, unless too little is told for one. */
final class SipLeg {
    final String id;
    final String extension;
    final Instant since;

    /** Of the call at SIP; mostly empty. */
    final String callId;

    /** What was dialled; empty where it was not, or nobody says. */
    final String dialled;

    /** The call that it takes part in; null for what is no call, or may be any. */
    @Nullable
    SipCall call;

    Role role = Role.CALLED;

    /** Who is on the other side where no extension tells of that one; null where one does. */
    @Nullable
    SipLeg far;

    /** Whether the phone system has told of it as more than ringing. */
    boolean confirmed;

    /** Whether it was told of as that once more, in a document that is not to be believed alone. */
    boolean again;

    boolean held;
    boolean ended;

    @Nullable
    Instant rangAt;

    @Nullable
    Instant answeredAt;

    SipLeg(String id, String extension, Instant since, String callId, String dialled) {
        this.id = id;
        this.extension = extension;
        this.since = since;
        this.callId = callId;
        this.dialled = dialled;
    }

    LegFacts facts() {
        return new LegFacts(id, role, extension, rangAt, answeredAt);
    }

    boolean is(Role other) {
        return call != null && role == other;
    }

    boolean answered() {
        return answeredAt != null;
    }

    boolean ringing() {
        return is(Role.CALLED) && !answered() && !ended;
    }

    boolean talking() {
        return is(Role.CALLED) && answered() && !ended;
    }

    /** A telephone that dialled what the phone system itself does something for. */
    boolean feature() {
        return dialled.startsWith("*") || dialled.startsWith("#");
    }
}
