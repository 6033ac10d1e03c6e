package org.ringdesk.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists numbers: those that are marked as shared, and those that several people have without being marked. */
@Repository
class NumberList {
    private static final int MOST_NAMED = 5;

    /** Makes of a number the place behind it: less than whatever another number goes on with. */
    private static final char BEHIND = '\u0001';

    /** Nobody would count on. */
    static final int MOST_PEOPLE = 1000;

    /** So many entries of the index are looked through for one page, so that a page takes no longer than that. */
    static final int MOST_READ = 100_000;

    /**
     * Walks the three fields side by side in the order of the index, so far at most. Whoever has a number twice is one person.
     * Where it stops early, the last number may not be read to its end: that is where the next page begins.
     */
    static final String SEVERAL = """
            with read as materialized (
                select n.key, n.person_id
                from (%s) n
                order by n.key, n.person_id
                limit :mostRead
            ), cut as (
                select case when count(*) = :mostRead then max(key) end as key from read
            ), several as (
                select r.key
                from read r
                cross join cut
                where (cut.key is null or r.key < cut.key or cut.key = :from)
                    and not exists (select from shared_number s where s.key = r.key)
                group by r.key
                having min(r.person_id) <> max(r.person_id)
                order by r.key
                limit :limit
            )
            select s.key, (
                select count(distinct one.person_id) from (
                    select person_id from person_key
                    where field = any(:fields) and key = s.key and not disabled
                    limit :mostPeople
                ) one
            ) as people, array(
                select p.id || ' ' || p.display_name
                from (
                    select distinct person_id from (
                        select person_id from person_key
                        where field = any(:fields) and key = s.key and not disabled
                        limit :mostPeople
                    ) any_of order by person_id limit :mostNamed
                ) first
                join person p on p.id = first.person_id
                order by p.id
            ) as named, null as cut
            from several s
            union all
            select null, null, null, key from cut
            order by key nulls last""".formatted(Arrays.stream(PersonKeys.NUMBER_FIELDS)
            .map(field -> "(select key, person_id from person_key where field = " + field
                    + " and not disabled and key >= :from order by key, person_id limit :mostRead)")
            .collect(Collectors.joining(" union all ")));

    private final JdbcClient jdbc;
    private final Numbers numbers;

    NumberList(JdbcClient jdbc, Numbers numbers) {
        this.jdbc = jdbc;
        this.numbers = numbers;
    }

    /**
     * Numbers that several people have.
     *
     * @param next where the next page begins; empty for the end
     */
    record Found(List<NumbersPage.Several> several, String next) {}

    /** @param from where the page begins, empty for the first page */
    Found several(String from, int limit) {
        List<NumbersPage.Several> found = new ArrayList<>();
        List<String> cut = new ArrayList<>();
        jdbc.sql(SEVERAL)
                .param("from", from)
                .param("limit", limit + 1)
                .param("fields", PersonKeys.NUMBER_FIELDS)
                .param("mostPeople", MOST_PEOPLE)
                .param("mostNamed", MOST_NAMED)
                .param("mostRead", MOST_READ)
                .query(row -> {
                    String key = row.getString("key");
                    if (key != null) {
                        found.add(several(row, key));
                    } else if (row.getString("cut") != null) {
                        cut.add(row.getString("cut"));
                    }
                });
        if (found.size() > limit) {
            return new Found(found.subList(0, limit), found.get(limit).key());
        }
        String next = cut.isEmpty() ? "" : cut.getFirst();
        return new Found(found, next.equals(from) && !next.isEmpty() ? next + BEHIND : next);
    }

    private NumbersPage.Several several(ResultSet row, String key) throws SQLException {
        return new NumbersPage.Several(
                key,
                shown(key),
                row.getInt("people"),
                Arrays.stream((String[]) row.getArray("named").getArray())
                        .map(NumbersPage.Owner::of)
                        .toList());
    }

    private String shown(String key) {
        return numbers.read(key.replace(";", " x")).map(Numbers.Read::shown).orElse(key);
    }

    /**
     * By label.
     *
     * @param afterLabel of the last one of the page before, empty for the first page
     */
    List<SharedNumber> shared(String afterLabel, String afterKey, int limit) {
        return jdbc.sql("""
                select key, number, label, marked_by, marked_at
                from shared_number
                where (lower(label) collate "C", key) > (lower(:label) collate "C", :key)
                order by lower(label) collate "C", key
                limit :limit""")
                .param("label", afterLabel)
                .param("key", afterKey)
                .param("limit", limit)
                .query((row, i) -> SharedNumbers.shared(row))
                .list();
    }
}
