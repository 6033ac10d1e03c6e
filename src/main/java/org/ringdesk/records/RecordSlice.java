package org.ringdesk.records;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next where the next page starts; null when this is the last one
 */
public record RecordSlice(
        List<RecordSummary> items, @Nullable RecordCursor next) {}
