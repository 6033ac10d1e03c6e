package org.ringdesk.people;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ringdesk.people.Matched.Found;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The caller match in the database: one statement, however many conditions; two where one value has many people. */
@Repository
class MatchRepository {
    /** Counting stops here: enough to tell a rare value from a common one. The texts say "at least" from here on. */
    static final int MOST_COUNTED = 2_000;

    /**
     * Every access to person_key is by its primary key and stops after a bounded number of rows, so that a building with
     * half a million people costs no more than a telephone number. Where several conditions have to hold, the one that
     * the fewest people match is walked through, and the others are probed for each of its people. Readings of a value
     * are tried step by step: a less literal one counts only where nobody matches with the more literal ones.
     *
     * <p>The values come in by way of {@code given}, where the planner does not see them: planning this takes ten times as
     * long as doing it, and only a plan that no value would better is kept by PostgreSQL for all of them.
     */
    static final String STATEMENT =
            """
            with given as materialized (
                select :conditions::int[] as conditions, :readings::int[] as readings, :fields::smallint[] as fields,
                    :keys::text[] as keys, :all::int as "all", :most::int as most, :mostCounted::int as most_counted
            ), asked as materialized (
                select a.condition, a.reading, a.field, a.key
                from given
                cross join lateral unnest(given.conditions, given.readings, given.fields, given.keys)
                    as a (condition, reading, field, key)
            ), counted as materialized (
                select a.condition, a.reading, a.field, a.key, state.disabled, (
                    select count(*) from (
                        select from person_key k
                        where k.field = a.field and k.key = a.key and k.disabled = state.disabled
                        limit (select most_counted from given)
                    ) enough
                ) as people
                from asked a cross join (values (false), (true)) as state (disabled)
            ), held as materialized (
                select condition, reading, field, key, disabled, people from counted where people > 0
            ), step as materialized (
                select disabled, step, (array_agg(condition order by people, condition))[1] as rarest
                from (
                    select s.disabled, s.step, h.condition, sum(h.people) as people
                    from (select distinct disabled, reading as step from held) s
                    join held h on h.disabled = s.disabled and h.reading <= s.step
                    group by s.disabled, s.step, h.condition
                ) each_condition
                group by disabled, step
                having count(*) = (select "all" from given)
            ), everything as materialized (
                select s.disabled, s.step, found.person_id
                from step s
                join held h on h.disabled = s.disabled and h.condition = s.rarest and h.reading <= s.step
                cross join lateral (
                    select k.person_id
                    from person_key k
                    where k.field = h.field and k.key = h.key and k.disabled = h.disabled
                        and ((select "all" from given) = 1 or (select "all" from given) = (
                            select count(distinct o.condition)
                            from held o
                            where o.disabled = s.disabled and o.reading <= s.step and exists (
                                select from person_key p
                                where p.field = o.field and p.key = o.key and p.disabled = o.disabled
                                    and p.person_id = k.person_id
                            )
                        ))
                    order by k.person_id
                    limit (select most from given)
                ) found
            ), something as materialized (
                select first.disabled, found.person_id
                from (
                    select distinct on (disabled) disabled, condition, reading from held
                    where not exists (select from everything e where e.disabled = held.disabled or not e.disabled)
                    order by disabled, condition, reading
                ) first
                join held h on h.disabled = first.disabled and h.condition = first.condition and h.reading = first.reading
                cross join lateral (
                    select k.person_id
                    from person_key k
                    where k.field = h.field and k.key = h.key and k.disabled = h.disabled
                    order by k.person_id
                    limit (select most from given)
                ) found
            ), matched as materialized (
                select disabled, person_id, "all", row_number() over (partition by disabled order by person_id) as place
                from (
                    select disabled, person_id, true as "all" from everything
                    where (disabled, step) in (select disabled, min(step) from everything group by disabled)
                    union
                    select disabled, person_id, false from something
                ) anything
            )
            select answer.*, note.*
            from (
            select counts, disabled, "all", held, %s
            from (
                select array(
                    select coalesce((
                        select sum(h.people)::int from held h
                        where h.condition = c and not h.disabled
                        group by h.reading order by h.reading limit 1
                    ), 0)
                    from generate_series(1, (select "all" from given)) c order by c
                ) as counts
            ) summary
            left join (
                select m.*, array(
                    select coalesce((
                        select min(o.reading) from held o
                        where o.condition = c and o.disabled = m.disabled and exists (
                            select from person_key p
                            where p.field = o.field and p.key = o.key and p.disabled = o.disabled
                                and p.person_id = m.person_id
                        )
                    ), 0)
                    from generate_series(1, (select "all" from given)) c order by c
                ) as held
                from matched m
                where place <= (select most from given)
            ) m on true
            left join person on person.id = m.person_id
            ) answer
            full join (%s) note on false
            order by disabled, id""".formatted(PersonRows.COLUMNS, NumberNote.SELECT.formatted("select key from asked"));

    private static final int FEW = CallerMatch.MOST_CANDIDATES + 2;

    /**
     * Everybody whom the readings of one condition find, where no key finds more than a few: most calls. The parameters
     * hide in sub-selects so that the plan does not depend on them; the server then keeps it. What is noted of the keys comes
     * along in rows of its own.
     */
    static final String SHORT_STATEMENT = """
            select answer.*, note.*
            from (
            select a.reading, found.disabled, %s
            from unnest((select :readings::int[]), (select :fields::smallint[]), (select :keys::text[])) a (reading, field, key)
            cross join lateral (
                select k.person_id, k.disabled
                from person_key k
                where k.field = a.field and k.key = a.key
                order by k.disabled, k.person_id
                limit %d
            ) found
            join person on person.id = found.person_id
            ) answer
            full join (%s) note on false""".formatted(
                    PersonRows.COLUMNS, FEW, NumberNote.SELECT.formatted("select unnest((select :keys::text[]))"));

    private final JdbcClient jdbc;

    MatchRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param conditions at least one */
    Matched match(List<Asked.Condition> conditions) {
        return conditions.size() == 1 ? fewOf(conditions).orElseGet(() -> anyOf(conditions)) : anyOf(conditions);
    }

    /** Empty where a key finds more people than the short statement looks at. */
    Optional<Matched> fewOf(List<Asked.Condition> condition) {
        var asked = new AskedKeys(condition);
        List<Object> rows = jdbc.sql(SHORT_STATEMENT)
                .param("readings", asked.readings.toArray(Integer[]::new))
                .param("fields", asked.fields.toArray(Short[]::new))
                .param("keys", asked.keys.toArray(String[]::new))
                .query((row, number) -> noteOr(row, () -> Few.of(row, number)))
                .list();
        List<Few> few = of(Few.class, rows);
        return few.size() < FEW
                ? Optional.of(Few.matched(few.stream().sorted(Few.ORDER).toList(), of(NumberNote.class, rows)))
                : Optional.empty();
    }

    Matched anyOf(List<Asked.Condition> conditions) {
        List<Object> all = jdbc.sql(STATEMENT)
                .params(params(conditions))
                .query((row, number) -> noteOr(row, () -> Row.of(row)))
                .list();
        List<Row> rows = of(Row.class, all);
        return new Matched(
                rows.stream().flatMap(row -> row.enabled().stream()).toList(),
                rows.stream().flatMap(row -> row.disabled().stream()).toList(),
                rows.getFirst().counts(),
                of(NumberNote.class, all));
    }

    private interface RowReading {
        Object read() throws SQLException;
    }

    private static Object noteOr(ResultSet row, RowReading otherwise) throws SQLException {
        NumberNote note = NumberNote.of(row);
        return note == null ? otherwise.read() : note;
    }

    private static <T> List<T> of(Class<T> type, List<Object> rows) {
        return rows.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** What the statement is filled in with. */
    static Map<String, Object> params(List<Asked.Condition> conditions) {
        var asked = new AskedKeys(conditions);
        return Map.of(
                "conditions", asked.conditions.toArray(Integer[]::new),
                "readings", asked.readings.toArray(Integer[]::new),
                "fields", asked.fields.toArray(Short[]::new),
                "keys", asked.keys.toArray(String[]::new),
                "all", conditions.size(),
                "most", CallerMatch.MOST_CANDIDATES + 1,
                "mostCounted", MOST_COUNTED);
    }

    /** Somebody whom a reading of the only condition finds. */
    private record Few(int reading, boolean disabled, Person person) {
        /** Sorted here, a handful costs a tenth of what PostgreSQL takes for it. */
        static final Comparator<Few> ORDER = Comparator.comparingInt(Few::reading)
                .thenComparingLong(few -> few.person.id().value());

        static Few of(ResultSet row, int number) throws SQLException {
            return new Few(row.getInt("reading"), row.getBoolean("disabled"), PersonRows.MAPPER.mapRow(row, number));
        }

        /** Less literal readings count only where nobody matches with a more literal one. */
        static Matched matched(List<Few> ordered, List<NumberNote> notes) {
            List<Few> enabled = mostLiteral(ordered, false);
            List<Found> found = found(enabled);
            return new Matched(found, found(mostLiteral(ordered, true)), List.of(found.size()), notes);
        }

        private static List<Few> mostLiteral(List<Few> ordered, boolean disabled) {
            List<Few> all =
                    ordered.stream().filter(few -> few.disabled == disabled).toList();
            return all.stream()
                    .filter(few -> few.reading == all.getFirst().reading)
                    .toList();
        }

        private static List<Found> found(List<Few> few) {
            var seen = new HashSet<PersonId>();
            return few.stream()
                    .filter(one -> seen.add(one.person.id()))
                    .map(one -> new Found(one.person, true, List.of(one.reading)))
                    .toList();
        }
    }

    private record Row(List<Integer> counts, List<Found> enabled, List<Found> disabled) {
        static Row of(ResultSet row) throws SQLException {
            List<Integer> counts = integers(row.getArray("counts"));
            if (row.getObject("id") == null) {
                return new Row(counts, List.of(), List.of());
            }
            Person person = Objects.requireNonNull(PersonRows.MAPPER.mapRow(row, row.getRow()));
            var found = List.of(new Found(person, row.getBoolean("all"), integers(row.getArray("held"))));
            return row.getBoolean("disabled") ? new Row(counts, List.of(), found) : new Row(counts, found, List.of());
        }

        private static List<Integer> integers(Array array) throws SQLException {
            return Arrays.stream((Integer[]) array.getArray()).toList();
        }
    }

    /** The keys of all readings of all conditions in columns; a key that a more literal reading has is not asked again. */
    private static final class AskedKeys {
        final List<Integer> conditions = new ArrayList<>();
        final List<Integer> readings = new ArrayList<>();
        final List<Short> fields = new ArrayList<>();
        final List<String> keys = new ArrayList<>();

        AskedKeys(List<Asked.Condition> all) {
            for (int condition = 0; condition < all.size(); condition++) {
                var seen = new HashSet<PersonKey>();
                List<Reading> ways = all.get(condition).readings();
                for (int reading = 0; reading < ways.size(); reading++) {
                    for (PersonKey key : ways.get(reading).keys()) {
                        if (seen.add(key)) {
                            conditions.add(condition + 1);
                            readings.add(reading + 1);
                            fields.add(key.field());
                            keys.add(key.key());
                        }
                    }
                }
            }
        }
    }
}
