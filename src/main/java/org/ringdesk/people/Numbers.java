package org.ringdesk.people;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads telephone numbers as the site's phones would dial them, and knows whose they are. */
@Service
public class Numbers {
    private final PersonKeys keys;
    private final JdbcClient jdbc;

    Numbers(PersonKeys keys, JdbcClient jdbc) {
        this.keys = keys;
        this.jdbc = jdbc;
    }

    /**
     * The most literal reading of a number.
     *
     * @param key what numbers are compared by: E.164 such as {@code +16174567890}, a bare extension, or plain digits
     * @param shown for people, such as {@code +1 617 456 7890}
     */
    public record Read(String key, String shown) {}

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
     * Enabled people who have the number in any of the fields for numbers, lowest id first: by the first reading that
     * anybody has.
     */
    public List<Owner> owners(String written, int most) {
        List<Reading> readings = readings(written);
        if (readings.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                with asked as (
                    select key, step from unnest(cast(:keys as text[])) with ordinality as a (key, step)
                ), found as (
                    select a.step, k.person_id
                    from asked a
                    cross join lateral (
                        select person_id from person_key
                        where field = any(:fields) and key = a.key and not disabled
                        limit :most
                    ) k
                )
                select p.id, p.display_name, p.vip
                from person p
                where p.id in (select person_id from found where step = (select min(step) from found))
                order by p.id
                limit :most
                """)
                .param("keys", readings.stream().map(r -> read(r).key()).toArray(String[]::new))
                .param("fields", PersonKeys.NUMBER_FIELDS)
                .param("most", most)
                .query((row, i) -> new Owner(
                        new PersonId(row.getLong("id")), row.getString("display_name"), row.getBoolean("vip")))
                .list();
    }

    private List<Reading> readings(String written) {
        return Withheld.is(CallerField.PHONE, written) ? List.of() : keys.readings(CallerField.PHONE, written);
    }

    static Read read(Reading reading) {
        return new Read(reading.keys().getFirst().key(), reading.shown());
    }
}
