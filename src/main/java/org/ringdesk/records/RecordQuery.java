package org.ringdesk.records;

import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param after where the page before ended; null for the first page
 * @param limit 1 to {@link #MOST}; an export takes up to {@link #LONGEST} at once
 */
public record RecordQuery(
        RecordFilter filter, RecordSort sort, @Nullable RecordCursor after, int limit) {
    public static final int MOST = 200;

    static final int LONGEST = 1000;

    public RecordQuery {
        if (limit < 1 || limit > LONGEST) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    RecordQuery withLimit(int other) {
        return new RecordQuery(filter, sort, after, other);
    }
}
