package org.ringdesk.records;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Pages of the list, by key, so that the thousandth page costs what the first does. */
@Repository
class RecordList {
    private final JdbcClient jdbc;
    private final RecordRows rows;
    private final Catalog catalog;
    private final RecordSearch search;

    RecordList(JdbcClient jdbc, RecordRows rows, Catalog catalog, RecordSearch search) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.catalog = catalog;
        this.search = search;
    }

    RecordSlice page(RecordQuery query, Reader reader) {
        return query.filter().text().isBlank() ? unsearched(query, reader) : search.page(query, reader);
    }

    private RecordSlice unsearched(RecordQuery query, Reader reader) {
        Select select = select(query, reader);
        List<RecordSummary> found = jdbc.sql(select.sql())
                .params(select.params())
                .query(rows::summary)
                .list();
        return RecordSlice.of(found, query);
    }

    /** A statement with its parameters. */
    record Select(String sql, Map<String, @Nullable Object> params) {}

    /** Asks for one more than the page holds, to know whether there is a next one. */
    Select select(RecordQuery query, Reader reader) {
        RecordConditions where = RecordConditions.of(query, reader, catalog);
        Map<String, @Nullable Object> params = new LinkedHashMap<>(where.params());
        params.put("limit", query.limit() + 1);
        return new Select(
                "select " + RecordRows.SUMMARY_COLUMNS + "from service_record r\n" + RecordRows.SUMMARY_JOINS
                        + "where true\n" + where.sql() + "order by "
                        + query.sort().sql("r") + "\nlimit :limit",
                params);
    }
}
