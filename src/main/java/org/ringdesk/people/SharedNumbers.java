package org.ringdesk.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringdesk.platform.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The numbers that are nobody's own, such as that of a reception: whoever calls from one is not taken for anybody who has
 * it, and nothing is learned of it.
 */
@Service
public class SharedNumbers {
    public static final int LONGEST_LABEL = 60;

    private final Numbers numbers;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    SharedNumbers(Numbers numbers, JdbcClient jdbc, ApplicationEventPublisher publisher, Clock clock) {
        this.numbers = numbers;
        this.jdbc = jdbc;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Marks the number, or gives it another label.
     *
     * @param written in any spelling
     * @param by the agent's name
     * @throws Refused with 422 for what is no number, and for a label that is empty or longer than {@value #LONGEST_LABEL}
     */
    @Transactional
    public SharedNumber mark(String written, String label, String by) {
        return numbers.read(written)
                .map(read -> mark(read, label, by))
                .orElseThrow(() -> new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "people.shared.no-number"));
    }

    /** The same for the number that a match searched with. */
    @Transactional
    public SharedNumber mark(CallerNumber number, String label, String by) {
        return mark(new Numbers.Read(number.key(), number.shown()), label, by);
    }

    private SharedNumber mark(Numbers.Read read, String label, String by) {
        String said = label.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
        if (said.isEmpty() || said.length() > LONGEST_LABEL) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "people.shared.label", LONGEST_LABEL);
        }
        SharedNumber marked = jdbc.sql("""
                insert into shared_number (key, number, label, marked_by, marked_at)
                values (:key, :number, :label, :by, :now)
                on conflict (key) do update set number = excluded.number, label = excluded.label,
                    marked_by = excluded.marked_by, marked_at = excluded.marked_at
                returning key, number, label, marked_by, marked_at""")
                .param("key", read.key())
                .param("number", read.shown())
                .param("label", said)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, i) -> shared(row))
                .single();
        publisher.publishEvent(new NumberChanged(List.of(marked.key())));
        return marked;
    }

    /** Lets the number be an ordinary one again; nothing happens where it is one. */
    @Transactional
    public void unmark(String key) {
        String storable = ComparableText.bounded(key.replace("\0", ""));
        jdbc.sql("delete from shared_number where key = :key")
                .param("key", storable)
                .update();
        publisher.publishEvent(new NumberChanged(List.of(storable)));
    }

    /** Labels by key, of those that are marked. */
    Map<String, String> labels(Collection<String> keys) {
        Map<String, String> labels = new HashMap<>();
        if (!keys.isEmpty()) {
            jdbc.sql("select key, label from shared_number where key = any(:keys)")
                    .param("keys", keys.toArray(String[]::new))
                    .query(row -> {
                        labels.put(row.getString("key"), row.getString("label"));
                    });
        }
        return labels;
    }

    static SharedNumber shared(ResultSet row) throws SQLException {
        return new SharedNumber(
                row.getString("key"),
                row.getString("number"),
                row.getString("label"),
                row.getString("marked_by"),
                row.getObject("marked_at", OffsetDateTime.class).toInstant());
    }
}
