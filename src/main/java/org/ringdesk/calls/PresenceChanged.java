package org.ringdesk.calls;

import java.util.Set;

/** Something else is known of these extensions than before. Published within the transaction that stores it. */
public record PresenceChanged(Set<String> extensions) {}
