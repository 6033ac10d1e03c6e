package org.ringdesk.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conditions of a list on {@code service_record r}, and their parameters; words that are searched for are not among them. */
final class RecordConditions {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, @Nullable Object> params = new LinkedHashMap<>();
    private boolean filtered;

    /** What the filter asks for, as far as the reader may see it, behind where the page before ended. */
    static RecordConditions of(RecordQuery query, Reader reader, Catalog catalog) {
        var where = new RecordConditions();
        where.filter(query.filter());
        where.category(query.filter().category(), catalog);
        where.filtered = !where.params.isEmpty() || query.filter().unassigned();
        where.visible(reader);
        where.after(query.after());
        return where;
    }

    /** Each with {@code and} in front, or nothing. */
    String sql() {
        return conditions.isEmpty() ? "" : "    and " + String.join("\n    and ", conditions) + "\n";
    }

    /** Whether the filter asks for more than for open or closed records. */
    boolean filtered() {
        return filtered;
    }

    Map<String, @Nullable Object> params() {
        return params;
    }

    private void filter(RecordFilter filter) {
        switch (filter.state()) {
            case OPEN -> add("r.closed_at is null");
            case CLOSED -> add("r.closed_at is not null");
            case ALL -> {}
        }
        equal("type", filter.type() == null ? null : filter.type().code());
        equal("status_id", filter.status() == null ? null : filter.status().value());
        equal("priority", filter.priority() == null ? null : filter.priority().code());
        equal(
                "request_user_id",
                filter.requester() == null ? null : filter.requester().value());
        equal(
                "assignee_id",
                filter.assignee() == null ? null : filter.assignee().value());
        if (filter.unassigned()) {
            add("r.assignee_id is null");
        }
        created(filter.createdFrom(), ">=", "createdFrom");
        created(filter.createdBefore(), "<", "createdBefore");
    }

    private void created(@Nullable Instant at, String relation, String name) {
        if (at != null) {
            add("r.created_at " + relation + " :" + name);
            params.put(name, RecordRepository.utc(at));
        }
    }

    private void category(@Nullable CategoryId category, Catalog catalog) {
        if (category != null) {
            add("r.category_id = any(:categories)");
            params.put(
                    "categories",
                    catalog.categories().within(category).stream()
                            .map(CategoryId::value)
                            .toArray(Integer[]::new));
        }
    }

    private void visible(Reader reader) {
        if (reader.administrator()) {
            return;
        }
        if (reader.account() == null) {
            add("not r.restricted");
            return;
        }
        add("""
                (not r.restricted or r.assignee_id = :reader
                    or r.submit_user_id = (select person_id from account where id = :reader))""");
        params.put("reader", reader.account().value());
    }

    private void after(@Nullable RecordCursor after) {
        if (after == null) {
            return;
        }
        RecordSort.Key key = after.sort().key();
        String further = after.sort().descending() ? "<" : ">";
        params.put("afterId", after.id().value());
        if (key == RecordSort.Key.ID) {
            add("r.id " + further + " :afterId");
        } else {
            add("(r." + key.apiName() + ", r.id) " + further + " (cast(:after as " + key.sqlType() + "), :afterId)");
            params.put("after", after.value());
        }
    }

    void add(String condition) {
        conditions.add(condition);
    }

    void put(String name, @Nullable Object value) {
        params.put(name, value);
    }

    private void equal(String column, @Nullable Object value) {
        if (value != null) {
            add("r." + column + " = :" + column);
            params.put(column, value);
        }
    }
}
