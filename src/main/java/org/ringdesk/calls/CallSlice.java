package org.ringdesk.calls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the call log, newest first.
 *
 * @param next where the next page begins, null where this is the last one
 */
record CallSlice(List<Call> calls, @Nullable CallCursor next) {}
