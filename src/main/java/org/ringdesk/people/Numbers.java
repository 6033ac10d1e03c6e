package org.ringdesk.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads telephone numbers as the site's phones would dial them, and knows whose they are. */
@Service
public class Numbers {
    private final PersonKeys keys;
    private final NumberCosts costs;
    private final JdbcClient jdbc;

    Numbers(PersonKeys keys, SiteSettings site, JdbcClient jdbc) {
        this.keys = keys;
        this.costs = new NumberCosts(site);
        this.jdbc = jdbc;
    }

    /** What dialling a number means to whoever pays for it. */
    public enum Cost {
        /** One of the site's extensions. */
        EXTENSION,
        ORDINARY,
        /** Premium rate, shared cost, satellites. */
        PREMIUM,
        EMERGENCY
    }

    /** @param dialled digits as a phone system gets them, with a plus in front or not */
    public Cost cost(String dialled) {
        return costs.of(dialled);
    }

    /**
     * Every way in which what was dialled could have been dialled instead: with a plus, as from abroad with the prefixes that
     * most countries have, as within the country.
     *
     * @param dialled digits, with a plus in front or not
     */
    public Set<String> spellings(String dialled) {
        Set<String> spellings = new LinkedHashSet<>(costs.ways(dialled));
        spellings.addAll(keys(dialled));
        Set.copyOf(spellings).forEach(form -> spellings.addAll(costs.insteadOf(form)));
        return spellings;
    }

    /**
     * The most literal reading of a number.
     *
     * @param key what numbers are compared by: E.164 such as {@code +16174567890}, a bare extension, or plain digits
     * @param shown for people, such as {@code +1 617 456 7890}
     */
    public record Read(String key, String shown) {
        /** RFC 3966, such as {@code tel:+16175550123;ext=12}. */
        public String address() {
            return "tel:" + key.replace(";", ";ext=");
        }
    }

    /**
     * Somebody who has a number.
     *
     * @param name as the person is shown
     */
    public record Owner(PersonId person, String name, boolean vip) {}

    /** Empty for a withheld number, and for what is none. */
    public Optional<Read> read(String written) {
        return readings(written).stream().findFirst().map(Numbers::read);
    }

    /** The keys of every way to read the number, the most literal first. */
    public List<String> keys(String written) {
        return readings(written).stream().map(reading -> read(reading).key()).toList();
    }

    /**
     * Whose a number is.
     *
     * @param owners enabled people who have it in any of the fields for numbers, by the first reading that anybody has: whom
     *     agents chose last for it, then lowest id first
     * @param label what it is the number of, where it is marked as shared; otherwise empty
     */
    public record Whose(List<Owner> owners, String label) {
        public static final Whose NOBODYS = new Whose(List.of(), "");
    }

    /** What the match of a call says, in short: bar, log and form agree. */
    public Whose whose(String written, int most) {
        List<Reading> readings = readings(written);
        if (readings.isEmpty()) {
            return Whose.NOBODYS;
        }
        List<Row> rows = rows(readings, most);
        return new Whose(
                rows.stream().flatMap(row -> Stream.ofNullable(row.owner)).toList(),
                rows.stream().map(Row::label).findFirst().orElse(""));
    }

    private record Row(String label, @Nullable Owner owner) {
        static Row of(ResultSet row) throws SQLException {
            String label = Objects.requireNonNullElse(row.getString("label"), "");
            long person = row.getLong("id");
            return row.wasNull()
                    ? new Row(label, null)
                    : new Row(
                            label,
                            new Owner(new PersonId(person), row.getString("display_name"), row.getBoolean("vip")));
        }
    }

    private List<Row> rows(List<Reading> readings, int most) {
        return jdbc.sql("""
                with asked as (
                    select key, step from unnest(cast(:keys as text[])) with ordinality as a (key, step)
                ), found as (
                    select a.step, k.person_id
                    from asked a
                    cross join unnest(cast(:fields as smallint[])) f (field)
                    cross join lateral (
                        select person_id from person_key
                        where field = f.field and key = a.key and not disabled
                        order by person_id
                        limit :most
                    ) k
                ), by_key as (
                    select a.key, a.step from asked a
                    where a.step = coalesce((select min(step) from found), 1)
                )
                select s.label, o.id, o.display_name, o.vip
                from by_key b
                left join shared_number s on s.key = b.key
                left join lateral (
                    select p.id, p.display_name, p.vip, l.chosen_at
                    from person p
                    left join learned_choice l on l.key = b.key and l.person_id = p.id and l.forgotten_at is null
                    where p.id in (select person_id from found where step = b.step)
                    order by p.id
                    limit :most
                ) o on true
                order by o.chosen_at desc nulls last, o.id
                """)
                .param("keys", readings.stream().map(r -> read(r).key()).toArray(String[]::new))
                .param("fields", PersonKeys.NUMBER_FIELDS)
                .param("most", most)
                .query((row, i) -> Row.of(row))
                .list();
    }

    private List<Reading> readings(String written) {
        return Withheld.is(CallerField.PHONE, written) ? List.of() : keys.readings(CallerField.PHONE, written);
    }

    static Read read(Reading reading) {
        return new Read(reading.keys().getFirst().key(), reading.shown());
    }
}
