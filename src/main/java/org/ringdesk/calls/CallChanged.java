package org.ringdesk.calls;

import org.jspecify.annotations.Nullable;

/**
 * A call is not what it was. Published within the transaction that stores it: what a listener writes is written with the
 * call, or not at all.
 *
 * @param before null where the call is new
 */
public record CallChanged(@Nullable Call before, Call after) {}
