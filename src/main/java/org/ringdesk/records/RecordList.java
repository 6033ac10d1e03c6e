package org.ringdesk.records;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pages of the list, by key, so that the thousandth page costs what the first does. */
@Repository
class RecordList {
    private static final int SHORT_TEXT = 3;

    private final JdbcClient jdbc;
    private final RecordRows rows;
    private final Catalog catalog;

    RecordList(JdbcClient jdbc, RecordRows rows, Catalog catalog) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.catalog = catalog;
    }

    RecordSlice page(RecordQuery query, Reader reader) {
        Select select = select(query, reader);
        List<RecordSummary> found = jdbc.sql(select.sql())
                .params(select.params())
                .query(rows::summary)
                .list();
        if (found.size() <= query.limit()) {
            return new RecordSlice(found, null);
        }
        List<RecordSummary> items = found.subList(0, query.limit());
        return new RecordSlice(items, RecordCursor.after(items.getLast(), query.sort()));
    }

    /** A statement with its parameters. */
    record Select(String sql, Map<String, @Nullable Object> params) {}

    /** Asks for one more than the page holds, to know whether there is a next one. */
    Select select(RecordQuery query, Reader reader) {
        var where = new Where();
        filter(where, query.filter());
        visible(where, reader);
        after(where, query.after());
        where.params.put("limit", query.limit() + 1);
        RecordSort sort = query.sort();
        String direction = sort.descending() ? " desc" : " asc";
        String order = sort.key() == RecordSort.Key.ID
                ? "r.id" + direction
                : "r." + sort.key().apiName() + direction + ", r.id" + direction;
        return new Select(
                "select " + RecordRows.SUMMARY_COLUMNS + "from service_record r\n" + RecordRows.SUMMARY_JOINS
                        + where.sql() + "order by " + order + "\nlimit :limit",
                where.params);
    }

    private void filter(Where where, RecordFilter filter) {
        switch (filter.state()) {
            case OPEN -> where.add("r.closed_at is null");
            case CLOSED -> where.add("r.closed_at is not null");
            case ALL -> {}
        }
        where.equal("type", filter.type() == null ? null : filter.type().code());
        where.equal(
                "status_id", filter.status() == null ? null : filter.status().value());
        where.equal(
                "priority", filter.priority() == null ? null : filter.priority().code());
        where.equal(
                "request_user_id",
                filter.requester() == null ? null : filter.requester().value());
        where.equal(
                "assignee_id",
                filter.assignee() == null ? null : filter.assignee().value());
        if (filter.unassigned()) {
            where.add("r.assignee_id is null");
        }
        if (filter.category() != null) {
            List<CategoryId> within = catalog.categories().within(filter.category());
            where.add("r.category_id = any(:categories)");
            where.params.put(
                    "categories", within.stream().map(CategoryId::value).toArray(Integer[]::new));
        }
        if (filter.createdFrom() != null) {
            where.add("r.created_at >= :createdFrom");
            where.params.put("createdFrom", RecordRepository.utc(filter.createdFrom()));
        }
        if (filter.createdBefore() != null) {
            where.add("r.created_at < :createdBefore");
            where.params.put("createdBefore", RecordRepository.utc(filter.createdBefore()));
        }
        text(where, CleanText.line(filter.text()));
    }

    /** The trigram index serves words from three characters on, and the beginnings of words from one. */
    private static void text(Where where, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            where.add("false");
            return;
        }
        String literal = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        if (text.codePointCount(0, text.length()) < SHORT_TEXT) {
            where.add("(r.title ilike :atStart or r.title ilike :atWord)");
            where.params.put("atStart", literal + "%");
            where.params.put("atWord", "% " + literal + "%");
        } else {
            where.add("r.title ilike :contained");
            where.params.put("contained", "%" + literal + "%");
        }
    }

    private static void visible(Where where, Reader reader) {
        if (reader.administrator()) {
            return;
        }
        if (reader.account() == null) {
            where.add("not r.restricted");
            return;
        }
        where.add("""
                (not r.restricted or r.assignee_id = :reader
                    or r.submit_user_id = (select person_id from account where id = :reader))""");
        where.params.put("reader", reader.account().value());
    }

    private static void after(Where where, @Nullable RecordCursor after) {
        if (after == null) {
            return;
        }
        RecordSort.Key key = after.sort().key();
        String further = after.sort().descending() ? "<" : ">";
        where.params.put("afterId", after.id().value());
        if (key == RecordSort.Key.ID) {
            where.add("r.id " + further + " :afterId");
        } else {
            where.add("(r." + key.apiName() + ", r.id) " + further + " (cast(:after as " + key.sqlType()
                    + "), :afterId)");
            where.params.put("after", after.value());
        }
    }

    private static final class Where {
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, @Nullable Object> params = new LinkedHashMap<>();

        void add(String condition) {
            conditions.add(condition);
        }

        void equal(String column, @Nullable Object value) {
            if (value != null) {
                add("r." + column + " = :" + column);
                params.put(column, value);
            }
        }

        String sql() {
            return conditions.isEmpty() ? "" : "where " + String.join("\n    and ", conditions) + "\n";
        }
    }
}
