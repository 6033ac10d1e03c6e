package org.ringdesk.records;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The two statements of a search. Each is written so that the planner has one way to run it, whatever it believes about the
 * words: "materialized" and "offset 0" keep steps apart, a query in a sub-select keeps it from guessing.
 *
 * @param callers people whose number was typed
 * @param where what else the list asks for
 */
record SearchStatements(SearchTerms terms, List<Long> callers, RecordConditions where, RecordQuery query) {
    private static final String TEXTS = """
            , left(r.description, 4000) as description, left(r.solution, 4000) as solution,
            (select string_agg(left(n.body, 2000), E'\\n' order by n.id desc) from
                (select id, body from record_note where record_id = r.id order by id desc limit 10) n) as notes
            """;

    /** The same words, fetched from where they lie apart once and not for each of the terms. */
    private static final String FETCHED_ONCE = "words || ''";

    /** A statement with its parameters. */
    record Select(String sql, Map<String, @Nullable Object> params) {}

    /** Whether the list is narrowed by more than by open or closed. */
    boolean filtered() {
        return where.filtered();
    }

    int limit() {
        return query.limit();
    }

    /**
     * Looks at the first records of the list, in its order: the hits among them, and in every row how many were looked at,
     * how many of them are hits and how many hold each term. One row without a record where nothing is found.
     */
    Select walk(int reach) {
        int counted = terms.terms().size() > 1 ? terms.terms().size() : 0;
        Map<String, @Nullable Object> params = params();
        for (int i = 0; i < counted; i++) {
            params.put("term" + i, terms.terms().get(i).query());
        }
        return new Select(
                """
                with walked as materialized (
                    select r.id, r.%1$s as key, r.request_user_id from service_record r
                    where true
                %2$s    order by %3$s
                    limit %4$d
                ), seen as materialized (
                    select w.id, w.key, s.holds_all or w.request_user_id = any(:callers) as hit%5$s
                    from walked w cross join lateral (
                        select words @@ (select to_tsquery('simple', :query)) as holds_all%6$s
                        from (select %13$s as words from record_search where id = w.id offset 0) r offset 0) s
                ), counted as (
                    select (select count(*) from walked)::int as walked, count(*) filter (where hit)::int as found,
                        array[%7$s]::int[] as term_counts from seen
                )
                select walked, found, term_counts, %8$s%9$sfrom counted left join (
                    select id, key from seen p where hit order by %10$s limit %11$d) p on true
                left join service_record r on r.id = p.id
                %12$sorder by %10$s
                """.formatted(
                        key(),
                        where.sql(),
                        query.sort().sql("r"),
                        reach,
                        each(counted, ", term%1$d"),
                        each(counted, ", words @@ to_tsquery('simple', :term%1$d) as term%1$d"),
                        each(counted, ", count(*) filter (where term%1$d)").replaceFirst(", ", ""),
                        RecordRows.SUMMARY_COLUMNS,
                        TEXTS,
                        order("p"),
                        limit() + 1,
                        RecordRows.SUMMARY_JOINS,
                        counted > 0 ? FETCHED_ONCE : "words"),
                params);
    }

    /**
     * Collects the hits from the index of words and puts them into order. Only the page's records are read; all others are
     * sifted by what {@code record_search} says of them.
     *
     * @param leading which terms are rare; all lead the way where none is
     */
    Select collect(List<Integer> leading) {
        Map<String, @Nullable Object> params = params();
        List<SearchTerm> rare = leading.stream()
                .map(terms.terms()::get)
                .filter(term -> !term.excluded())
                .toList();
        List<SearchTerm> led = rare.isEmpty() ? terms.wanted() : rare;
        params.put("leading", led.stream().map(SearchTerm::query).collect(Collectors.joining(" & ")));
        return new Select(
                """
                select %1$s%2$sfrom (
                    select r.id, r.%3$s as key from (%4$s) r
                    where true
                %5$s    order by %6$s limit %7$d) p
                join service_record r on r.id = p.id
                %8$swhere true
                %5$sorder by %9$s
                """.formatted(
                                RecordRows.SUMMARY_COLUMNS,
                                TEXTS,
                                key(),
                                collected(led.equals(terms.terms())),
                                where.sql(),
                                query.sort().sql("r"),
                                limit() + 1,
                                RecordRows.SUMMARY_JOINS,
                                order("p")),
                params);
    }

    /** Looking into the words of tens of thousands of hits takes long, and says nothing new where all terms led to them. */
    private String collected(boolean led) {
        String all = "(select to_tsquery('simple', :query))";
        return """

                        select * from (
                            select * from record_search where words @@ (select to_tsquery('simple', :leading)) offset 0) s
                """
                + (led ? "" : "        where words @@ " + all + "\n")
                + (callers.isEmpty() ? "" : """
                                union all select s.* from service_record r cross join lateral (
                                    select * from record_search where id = r.id offset 0) s
                                where r.request_user_id = any(:callers) and not s.words @@ %s
                        """.formatted(all));
    }

    private static String each(int count, String sql) {
        return IntStream.range(0, count).mapToObj(sql::formatted).collect(Collectors.joining());
    }

    private Map<String, @Nullable Object> params() {
        Map<String, @Nullable Object> params = new HashMap<>(where.params());
        params.put("query", terms.query());
        params.put("callers", callers.toArray(Long[]::new));
        return params;
    }

    private String key() {
        return query.sort().key().apiName();
    }

    private String order(String table) {
        String direction = query.sort().descending() ? " desc" : " asc";
        return table + ".key" + direction + ", " + table + ".id" + direction;
    }
}
