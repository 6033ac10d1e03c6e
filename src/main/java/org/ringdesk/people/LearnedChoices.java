package org.ringdesk.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.ringdesk.platform.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers whom agents choose for a number that several people have. The last choice counts, whoever made it; it counts for
 * nothing while the person is disabled or has the number no more.
 */
@Service
public class LearnedChoices {
    /** So long what was forgotten can be taken back. */
    private static final Duration UNDO = Duration.ofDays(1);

    /** More a person's page does not list. */
    private static final int MOST_LISTED = 50;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    LearnedChoices(JdbcClient jdbc, ApplicationEventPublisher publisher, Clock clock) {
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * An agent chose the person for the number. Nothing is learned for a shared one, nor of somebody who does not have it.
     *
     * @param by the agent's name
     */
    @Transactional
    public void learn(CallerNumber number, PersonId person, String by) {
        if (number.shared()) {
            return;
        }
        jdbc.sql("""
                insert into learned_choice as l (key, person_id, number, chosen_by, chosen_at, times)
                select :key, p.id, :number, :by, :now, 1
                from person p
                where p.id = :person and exists (
                    select from person_key k where k.person_id = p.id and k.key = :key and k.field = any(:fields))
                for key share of p
                on conflict (key, person_id) do update set number = excluded.number, chosen_by = excluded.chosen_by,
                    chosen_at = excluded.chosen_at, forgotten_at = null,
                    times = case when l.forgotten_at is null then least(l.times, 1000000) + 1 else 1 end""")
                .param("key", number.key())
                .param("number", number.shown())
                .param("person", person.value())
                .param("fields", PersonKeys.NUMBER_FIELDS)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        publisher.publishEvent(new NumberChanged(List.of(number.key())));
    }

    /**
     * Counts it no more, until it is learned again or taken back.
     *
     * @throws Refused with 404 where nothing like it was learned
     */
    @Transactional
    public void forget(String key, PersonId person) {
        jdbc.sql("delete from learned_choice where person_id = :person and forgotten_at < :before")
                .param("person", person.value())
                .param("before", clock.instant().minus(UNDO).atOffset(ZoneOffset.UTC))
                .update();
        int forgotten = jdbc.sql("""
                update learned_choice set forgotten_at = coalesce(forgotten_at, :now)
                where key = :key and person_id = :person""")
                .param("key", storable(key))
                .param("person", person.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        changed(forgotten, key);
    }

    /**
     * Takes back that it was forgotten.
     *
     * @throws Refused with 404 where that is too long ago
     */
    @Transactional
    public void remember(String key, PersonId person) {
        int remembered = jdbc.sql(
                        "update learned_choice set forgotten_at = null where key = :key and person_id = :person")
                .param("key", storable(key))
                .param("person", person.value())
                .update();
        changed(remembered, key);
    }

    private void changed(int rows, String key) {
        if (rows == 0) {
            throw new Refused(HttpStatus.NOT_FOUND, "people.learned.gone");
        }
        publisher.publishEvent(new NumberChanged(List.of(key)));
    }

    private static String storable(String key) {
        return ComparableText.bounded(key.replace("\0", ""));
    }

    /** What counts for the person, the last choice first: only of numbers that the person has. */
    List<LearnedChoice> of(PersonId person) {
        return jdbc.sql("""
                select l.person_id, l.key, l.number, l.chosen_by, l.chosen_at, l.times
                from learned_choice l
                where l.person_id = :person and l.forgotten_at is null and exists (
                    select from person_key k where k.person_id = l.person_id and k.key = l.key and k.field = any(:fields))
                order by l.chosen_at desc, l.key
                limit :most""")
                .param("person", person.value())
                .param("fields", PersonKeys.NUMBER_FIELDS)
                .param("most", MOST_LISTED)
                .query((row, i) -> choice(row))
                .list();
    }

    /** What was taken back and can still be had again. */
    Optional<LearnedChoice> forgotten(PersonId person, String key) {
        return jdbc.sql("""
                select person_id, key, number, chosen_by, chosen_at, times from learned_choice
                where person_id = :person and key = :key and forgotten_at is not null""")
                .param("person", person.value())
                .param("key", storable(key))
                .query((row, i) -> choice(row))
                .optional();
    }

    private static LearnedChoice choice(ResultSet row) throws SQLException {
        return new LearnedChoice(
                new PersonId(row.getLong("person_id")),
                row.getString("key"),
                row.getString("number"),
                row.getString("chosen_by"),
                row.getObject("chosen_at", OffsetDateTime.class).toInstant(),
                row.getInt("times"));
    }
}
