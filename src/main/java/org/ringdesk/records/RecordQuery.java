package org.ringdesk.records;

import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param after where the page before ended; null for the first page
 * @param limit 1 to {@link #MOST}
 */
public record RecordQuery(
        RecordFilter filter, RecordSort sort, @Nullable RecordCursor after, int limit) {
    public static final int MOST = 200;

    public RecordQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }
}
