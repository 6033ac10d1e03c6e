package org.ringdesk.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ringdesk.people.People;
import org.ringdesk.people.PeopleQuery;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Pages of the list that hold words (ADR 8). Two ways lead to them: walking the list in its order and looking at each
 * record's words, which is quick for common ones, and collecting from the index of words, which is quick for rare ones. The
 * first few hundred records tell which; neither way is left to the planner's guess.
 */
@Repository
class RecordSearch {
    /** So many records of the list are looked at first. */
    private static final int FIRST_REACH = 300;

    private static final int LONGEST_REACH = 12_000;
    /** From so many hits among the first on, walking further is cheaper than collecting. */
    private static final int COMMON_HITS = 5;

    /** The same where filters leave out records that have to be read all the same. */
    private static final int COMMON_HITS_FILTERED = 10;

    /** A term in more than one record of so many does not lead the way through the index. */
    private static final int COMMON_TERM = 50;

    private static final int MOST_CALLERS = 50;
    private final JdbcClient jdbc;
    private final RecordRows rows;
    private final Catalog catalog;
    private final People people;

    RecordSearch(JdbcClient jdbc, RecordRows rows, Catalog catalog, People people) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.catalog = catalog;
        this.people = people;
    }

    /** The record whose number was typed goes first, the others in the list's order. */
    RecordSlice page(RecordQuery query, Reader reader) {
        SearchTerms terms = SearchTerms.of(query.filter().text());
        if (terms.terms().isEmpty()) {
            return RecordSlice.of(List.of(), query);
        }
        RecordConditions where = RecordConditions.of(query, reader, catalog);
        Optional<RecordSummary> first = first(terms, query, where);
        RecordQuery others = first.isPresent() ? query.withLimit(query.limit() - 1) : query;
        List<Hit> hits = hits(new SearchStatements(terms, callers(terms), where, others));
        Map<RecordId, FoundIn> places = new HashMap<>();
        hits.stream()
                .limit(query.limit())
                .forEach(hit -> hit.place(terms).ifPresent(place -> places.put(hit.id(), place)));
        RecordSlice slice = RecordSlice.of(hits.stream().map(Hit::record).toList(), others, places);
        List<RecordSummary> items =
                Stream.concat(first.stream(), slice.items().stream()).toList();
        return new RecordSlice(items, slice.next(), places);
    }

    /** Where a number was typed, its record is shown once: in front of the first page. */
    private Optional<RecordSummary> first(SearchTerms terms, RecordQuery query, RecordConditions where) {
        Optional<RecordId> number = terms.number().filter(id -> query.limit() > 1);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        String conditions = where.sql();
        where.put("number", number.get().value());
        Optional<RecordSummary> first = query.after() != null
                ? Optional.empty()
                : jdbc.sql("select " + RecordRows.SUMMARY_COLUMNS + "from service_record r\n" + RecordRows.SUMMARY_JOINS
                                + "where r.id = :number\n" + conditions)
                        .params(where.params())
                        .query(rows::summary)
                        .optional();
        where.add("r.id <> :number");
        return first;
    }

    private List<Long> callers(SearchTerms terms) {
        if (!terms.telephone()) {
            return List.of();
        }
        var query = new PeopleQuery(terms.text(), PeopleQuery.Show.ALL);
        return people.page(query, null, MOST_CALLERS).people().stream()
                .map(person -> person.id().value())
                .toList();
    }

    private List<Hit> hits(SearchStatements statements) {
        Walked near = walked(statements.walk(FIRST_REACH));
        if (near.settles(statements.limit(), FIRST_REACH)) {
            return near.hits;
        }
        boolean onlyExcluding = statements.terms().wanted().isEmpty();
        if (near.found >= (statements.filtered() ? COMMON_HITS_FILTERED : COMMON_HITS) || onlyExcluding) {
            int reach = onlyExcluding ? Integer.MAX_VALUE : near.reachFor(statements.limit());
            Walked far = walked(statements.walk(reach));
            if (far.settles(statements.limit(), reach)) {
                return far.hits;
            }
        }
        SearchStatements.Select collect = statements.collect(near.rareTerms());
        return jdbc.sql(collect.sql()).params(collect.params()).query(this::hit).list();
    }

    private Walked walked(SearchStatements.Select walk) {
        var walked = new Walked();
        jdbc.sql(walk.sql()).params(walk.params()).query(row -> {
            walked.read(row);
            if (row.getObject("id") != null) {
                walked.hits.add(hit(row, 0));
            }
        });
        return walked;
    }

    private Hit hit(ResultSet row, int i) throws SQLException {
        return new Hit(
                rows.summary(row, i),
                new FoundIn.Texts(text(row, "description"), text(row, "solution"), text(row, "notes")));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private record Hit(RecordSummary record, FoundIn.Texts texts) {
        RecordId id() {
            return record.id();
        }

        Optional<FoundIn> place(SearchTerms terms) {
            return FoundIn.of(terms, record, texts);
        }
    }

    /** What the first records of the list hold. */
    private static final class Walked {
        private final List<Hit> hits = new ArrayList<>();
        private int walked;
        private int found;
        private List<Integer> termCounts = List.of();

        void read(ResultSet row) throws SQLException {
            walked = row.getInt("walked");
            found = row.getInt("found");
            Integer[] counts = (Integer[]) row.getArray("term_counts").getArray();
            termCounts = List.of(counts);
        }

        /** Whether the page is full, or there are no more records to look at. */
        boolean settles(int limit, int reach) {
            return hits.size() > limit || walked < reach;
        }

        /** Far enough to fill the page half as many times again. */
        int reachFor(int limit) {
            return Math.min(LONGEST_REACH, FIRST_REACH + (int) (1.5 * limit * walked / found));
        }

        List<Integer> rareTerms() {
            return IntStream.range(0, termCounts.size())
                    .filter(i -> termCounts.get(i) * COMMON_TERM <= walked)
                    .boxed()
                    .toList();
        }
    }
}
