package org.ringdesk.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringdesk.people.CsvPeople.Row;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** Some lines of a file, made ready to be written together while the lines before them are being written. */
final class ImportBatch {
    private final PersonKeys keys;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private long position;
    private final Map<String, Long> lineOfUserName = new HashMap<>();

    ImportBatch(PersonKeys keys) {
        this.keys = keys;
    }

    /** A line that may be written, with what the person is found by if the line says all of it. */
    record Entry(long line, PersonDetails details, List<PersonKey> keys, Set<String> words, String raw) {
        String userName() {
            return details.fields().text(CallerField.USER_NAME);
        }
    }

    /** A line that is skipped. */
    record Rejected(long line, List<? extends MessageSourceResolvable> reasons, String raw) {
        static Rejected because(long line, String raw, String code, Object... facts) {
            return new Rejected(line, List.of(new DefaultMessageSourceResolvable(new String[] {code}, facts)), raw);
        }
    }

    void add(Row row) {
        if (!row.problems().isEmpty()) {
            rejected.add(new Rejected(row.line(), row.problems(), row.raw()));
            return;
        }
        String userName = row.details().fields().text(CallerField.USER_NAME);
        Long first = lineOfUserName.putIfAbsent(UserNames.mayBeSame(userName), row.line());
        if (first != null) {
            rejected.add(Rejected.because(row.line(), row.raw(), "people.import.twice-at", userName, first));
            return;
        }
        PersonDetails details = row.details();
        entries.add(new Entry(row.line(), details, keys.of(details.fields()), PersonWords.of(details), row.raw()));
    }

    /** How far into the file the batch reaches, in bytes. */
    long position() {
        return position;
    }

    void reach(long bytes) {
        position = bytes;
    }

    int size() {
        return entries.size() + rejected.size();
    }

    List<Entry> entries() {
        return entries;
    }

    List<Rejected> rejected() {
        return rejected;
    }
}
