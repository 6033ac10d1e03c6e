package org.ringdesk.records;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next where the next page starts; null when this is the last one
 * @param found where words were found that the title does not show; only of records for which there is such a place
 */
public record RecordSlice(
        List<RecordSummary> items, @Nullable RecordCursor next, Map<RecordId, FoundIn> found) {

    /** @param found up to one more than the page holds, which tells that there is a next one */
    static RecordSlice of(List<RecordSummary> found, RecordQuery query) {
        return of(found, query, Map.of());
    }

    static RecordSlice of(List<RecordSummary> found, RecordQuery query, Map<RecordId, FoundIn> places) {
        if (found.size() <= query.limit()) {
            return new RecordSlice(found, null, places);
        }
        List<RecordSummary> items = found.subList(0, query.limit());
        return new RecordSlice(items, RecordCursor.after(items.getLast(), query.sort()), places);
    }
}
