package org.ringdesk.pbx.sip;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of one extension. */
final class Watched {
    /** By the id of the dialog. */
    final Map<String, SipLeg> legs = new LinkedHashMap<>();

    /** Of the last document. */
    long version = -1;

    /** Digest of the last one; it may be long, and is only compared. */
    String last = "";
}
