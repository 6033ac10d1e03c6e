package org.ringdesk.pbx.simulated;

import org.ringdesk.calls.CallId;

/** A pretended call and its number, which is that of the call it became. */
public record Numbered(CallId id, PretendCall call) {}
