package org.ringdesk.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What agents have noted of a number: that it is shared, or one choice.
 *
 * @param label empty for a choice
 * @param choice null for what it is the shared number of
 */
record NumberNote(String key, String label, @Nullable LearnedChoice choice) {
    /** What is noted of the keys that a select gives. */
    static final String SELECT = """
            select s.key as note_key, s.label as note_label, null::bigint as note_person, '' as note_number,
                '' as note_by, s.marked_at as note_at, 0 as note_times
            from shared_number s
            where s.key in (%1$s)
            union all
            select l.key, '', l.person_id, l.number, l.chosen_by, l.chosen_at, l.times
            from learned_choice l
            where l.key in (%1$s) and l.forgotten_at is null""";

    /** Null where the row says nothing of a number. */
    static @Nullable NumberNote of(ResultSet row) throws SQLException {
        String key = row.getString("note_key");
        if (key == null) {
            return null;
        }
        long person = row.getLong("note_person");
        return row.wasNull()
                ? new NumberNote(key, text(row, "note_label"), null)
                : new NumberNote(key, "", choice(row, key, person));
    }

    private static LearnedChoice choice(ResultSet row, String key, long person) throws SQLException {
        return new LearnedChoice(
                new PersonId(person),
                key,
                text(row, "note_number"),
                text(row, "note_by"),
                Objects.requireNonNull(row.getObject("note_at", OffsetDateTime.class))
                        .toInstant(),
                row.getInt("note_times"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /** What of all the notes is of the number. */
    static CallerNumber of(Numbers.Read number, boolean ofCall, List<NumberNote> notes) {
        List<NumberNote> of =
                notes.stream().filter(note -> note.key.equals(number.key())).toList();
        String label = of.stream()
                .map(NumberNote::label)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        List<LearnedChoice> learned = of.stream()
                .flatMap(note -> Stream.ofNullable(note.choice))
                .sorted(Comparator.comparing(LearnedChoice::at)
                        .reversed()
                        .thenComparingLong(choice -> choice.person().value()))
                .toList();
        return new CallerNumber(number.key(), number.shown(), ofCall, label, learned);
    }
}
