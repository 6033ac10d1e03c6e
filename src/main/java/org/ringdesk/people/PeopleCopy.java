package org.ringdesk.people;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.ImportBatch.Entry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.stereotype.Repository;

/** Writes many people at once: staged by COPY, merged by one statement, keys and words by COPY again. */
@Repository
class PeopleCopy {
    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final PersonKeys keys;

    PeopleCopy(DataSource dataSource, JdbcClient jdbc, PersonKeys keys) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** What became of the entries. {@code skipped}: those whose user name the same run has written already. */
    record Written(long created, long updated, List<Entry> skipped) {}

    /**
     * Creates or updates the people by their user names, in a transaction that is already open. Columns that the header
     * does not have keep their values.
     */
    Written write(long job, CsvHeader header, List<Entry> entries, Instant now) {
        if (entries.isEmpty()) {
            return new Written(0, 0, List.of());
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            stage(connection, header, entries);
            Map<String, Merged> merged = merge(job, header, now);
            writeKeys(connection, entries, merged);
            long created = merged.values().stream().filter(Merged::created).count();
            return new Written(
                    created,
                    merged.size() - created,
                    entries.stream()
                            .filter(entry -> !merged.containsKey(entry.userName()))
                            .toList());
        } catch (SQLException e) {
            throw new SQLStateSQLExceptionTranslator().translate("copying people", null, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** @param person as it is now; null where the file's line says all that the keys need */
    private record Merged(
            long id, boolean created, @Nullable Person person) {}

    private void stage(Connection connection, CsvHeader header, List<Entry> entries) throws SQLException {
        jdbc.sql("""
                create temp table if not exists staged_person (n int, user_name text, first_name text, last_name text,
                    email_address text, sms_number text, phone text, cell_phone text, car_number text, building text,
                    floor text, cubic text, cust_text1 text, cust_text2 text, cust_int1 bigint, cust_int2 bigint,
                    display_name text, company text, department text, location text, vip boolean, enabled boolean,
                    language text, notes text) on commit delete rows""").update();
        jdbc.sql("delete from staged_person").update();
        List<String> columns = columns(header);
        var copy = new CopyText();
        for (int n = 0; n < entries.size(); n++) {
            copy.add(n);
            for (String column : columns) {
                String value = PersonChange.value(entries.get(n).details(), column);
                copy.add(value.isEmpty() ? null : value);
            }
            copy.endRow();
        }
        copy.send(connection, "copy staged_person (n, " + String.join(", ", columns) + ") from stdin");
    }

    /** Those of the header and the display name, which every new person needs. */
    private static List<String> columns(CsvHeader header) {
        return PersonChange.NAMES.stream()
                .filter(name -> header.has(name) || name.equals("display_name"))
                .toList();
    }

    private Map<String, Merged> merge(long job, CsvHeader header, Instant now) {
        String columns = String.join(", ", columns(header));
        String changes = columns(header).stream()
                .filter(header::has)
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        boolean whole = !header.saysAllKeys();
        Map<String, Merged> merged = new HashMap<>();
        jdbc.sql("insert into person (" + columns + ", origin, import_job, created_at, updated_at) select " + columns
                        + ", 'csv', :job, :now, :now from staged_person order by n"
                        + " on conflict (lower(user_name)) do update set " + changes
                        + ", version = person.version + 1, updated_at = :now, import_job = :job"
                        + " where person.import_job is distinct from :job"
                        + " returning (old.id is null) as created, "
                        + (whole ? PersonRows.COLUMNS : "id, user_name"))
                .param("job", job)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    boolean created = row.getBoolean("created");
                    Person person = whole && !created ? PersonRows.MAPPER.mapRow(row, 0) : null;
                    merged.put(row.getString("user_name"), new Merged(row.getLong("id"), created, person));
                });
        return merged;
    }

    private record KeyRow(short field, String key, long id, boolean disabled) {}

    private record WordRow(String word, long id) {}

    /** In the order of the indexes, which spares the database most of the way through them. */
    private void writeKeys(Connection connection, List<Entry> entries, Map<String, Merged> merged) throws SQLException {
        forgetKeys(merged);
        List<KeyRow> keyRows = new ArrayList<>(entries.size() * 16);
        List<WordRow> wordRows = new ArrayList<>(entries.size() * 2);
        for (Entry entry : entries) {
            Merged now = merged.get(entry.userName());
            if (now != null) {
                addKeys(entry, now, keyRows, wordRows);
            }
        }
        keyRows.sort(Comparator.comparingInt((KeyRow row) -> row.field()).thenComparing(KeyRow::key));
        wordRows.sort(Comparator.comparing(WordRow::word));
        var copiedKeys = new CopyText();
        for (KeyRow row : keyRows) {
            copiedKeys
                    .add(row.id())
                    .add(row.field())
                    .add(row.key())
                    .add(row.disabled() ? "t" : "f")
                    .endRow();
        }
        copiedKeys.send(connection, "copy person_key (person_id, field, key, disabled) from stdin");
        var copiedWords = new CopyText();
        wordRows.forEach(row -> copiedWords.add(row.word()).add(row.id()).endRow());
        copiedWords.send(connection, "copy person_word (word, person_id) from stdin");
    }

    private void addKeys(Entry entry, Merged now, List<KeyRow> keyRows, List<WordRow> wordRows) {
        PersonDetails details =
                now.person() == null ? entry.details() : now.person().details();
        boolean disabled = !details.enabled();
        List<PersonKey> personKeys = now.person() == null ? entry.keys() : keys.of(details.fields());
        personKeys.forEach(key -> keyRows.add(new KeyRow(key.field(), key.key(), now.id(), disabled)));
        Set<String> words = now.person() == null ? entry.words() : PersonWords.of(details);
        words.forEach(word -> wordRows.add(new WordRow(word, now.id())));
    }

    private void forgetKeys(Map<String, Merged> merged) {
        Long[] updated = merged.values().stream()
                .filter(person -> !person.created())
                .map(Merged::id)
                .toArray(Long[]::new);
        if (updated.length > 0) {
            Stream.of("person_key", "person_word")
                    .forEach(table -> jdbc.sql("delete from " + table + " where person_id = any(:ids)")
                            .param("ids", updated)
                            .update());
        }
    }
}
