package org.ringdesk.calls;

/**
 * Two calls turned out to be one. Published within the transaction that joins them, before the {@link CallChanged} of what
 * they became.
 *
 * @param gone its number leads to {@code into} from now on
 */
public record CallsJoined(Call gone, CallId into) {}
