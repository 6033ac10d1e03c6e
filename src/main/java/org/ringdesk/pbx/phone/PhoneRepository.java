package org.ringdesk.pbx.phone;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.FeedId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PhoneRepository {
    private static final String COLUMNS =
            "id, phone, party, call, key, number, outgoing, began_at, answered_at, ended_at, turns";

    /** Any number that nobody else takes for a lock of two numbers. */
    private static final int LOCK = 0x70686f6e;

    private final JdbcClient jdbc;

    PhoneRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Telephones of a group say the same at the same moment: one after the other until the transaction ends. */
    void lock(FeedId feed) {
        jdbc.sql("select pg_advisory_xact_lock(:class, :feed)")
                .param("class", LOCK)
                .param("feed", Math.toIntExact(feed.value()))
                .query((row, i) -> true)
                .single();
    }

    /** What the telephone did in calls since, the newest first. */
    List<PhoneLeg> of(FeedId feed, String phone, Instant since) {
        return jdbc.sql("select " + COLUMNS + """
                 from pbx_phone_leg
                where feed_id = :feed and phone = :phone and began_at >= :since
                order by id desc
                limit 50""")
                .param("feed", feed.value())
                .param("phone", phone)
                .param("since", since.atOffset(UTC))
                .query(PhoneRepository::leg)
                .list();
    }

    /** Other telephones with a call that began at about the same time. */
    List<PhoneLeg> beside(FeedId feed, PhoneLeg leg, Duration apart) {
        return jdbc.sql("select " + COLUMNS + """
                 from pbx_phone_leg
                where feed_id = :feed and phone <> :phone and key <> :key and began_at between :from and :to
                order by id""")
                .param("feed", feed.value())
                .param("phone", leg.phone())
                .param("key", leg.key())
                .param("from", leg.beganAt().minus(apart).atOffset(UTC))
                .param("to", leg.beganAt().plus(apart).atOffset(UTC))
                .query(PhoneRepository::leg)
                .list();
    }

    PhoneLeg insert(FeedId feed, PhoneLeg leg) {
        return jdbc.sql("""
                insert into pbx_phone_leg (feed_id, phone, party, call, key, number, outgoing, began_at)
                values (:feed, :phone, :party, :call, :key, :number, :outgoing, :began)
                returning\s""" + COLUMNS)
                .param("feed", feed.value())
                .param("phone", leg.phone())
                .param("party", leg.user())
                .param("call", leg.call())
                .param("key", leg.key())
                .param("number", leg.number())
                .param("outgoing", leg.outgoing())
                .param("began", leg.beganAt().atOffset(UTC))
                .query(PhoneRepository::leg)
                .single();
    }

    void update(PhoneLeg leg) {
        jdbc.sql("""
                update pbx_phone_leg set answered_at = :answered, ended_at = :ended, turns = :turns
                where id = :id""")
                .param("id", leg.id())
                .param("answered", utc(leg.answeredAt()))
                .param("ended", utc(leg.endedAt()))
                .param("turns", leg.turns())
                .update();
    }

    void forget(Instant before) {
        jdbc.sql("delete from pbx_phone_leg where began_at < :before")
                .param("before", before.atOffset(UTC))
                .update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(UTC);
    }

    private static PhoneLeg leg(ResultSet row, int number) throws SQLException {
        return new PhoneLeg(
                row.getLong("id"),
                row.getString("phone"),
                row.getString("party"),
                row.getString("call"),
                row.getString("key"),
                row.getString("number"),
                row.getBoolean("outgoing"),
                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                instant(row, "answered_at"),
                instant(row, "ended_at"),
                row.getInt("turns"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }
}
