package org.ringdesk.people;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Writes anew what people are found by, many at a time, while others save people. */
@Repository
class KeyRepository {
    /** No key begins with it. */
    private static final String BETWEEN = "between ";

    private final JdbcClient jdbc;

    KeyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next ids in order. */
    List<Long> after(long id, int most) {
        return jdbc.sql("select id from person where id > :id order by id limit :most")
                .param("id", id)
                .param("most", most)
                .query((row, number) -> row.getLong("id"))
                .list();
    }

    /** Keys those whom nobody is saving at the moment, and returns their ids. */
    @Transactional
    List<Long> rekeyUnlocked(List<Long> ids, PersonKeys keys) {
        List<Person> people = jdbc.sql("select " + PersonRows.COLUMNS
                        + " from person where id = any(:ids) order by id for no key update skip locked")
                .param("ids", ids.toArray(Long[]::new))
                .query(PersonRows.MAPPER)
                .list();
        replace(people, keys);
        return people.stream().map(person -> person.id().value()).toList();
    }

    /** Keys one person as soon as nobody saves that person any more. */
    @Transactional
    void rekey(long id, PersonKeys keys) {
        List<Person> people = jdbc.sql("select " + PersonRows.COLUMNS + " from person where id = :id for no key update")
                .param("id", id)
                .query(PersonRows.MAPPER)
                .list();
        replace(people, keys);
    }

    /** Keys anew what agents noted of numbers. Where two turn out to be one number, what was noted of it before stays. */
    @Transactional
    void rekeyNotes(PersonKeys keys) {
        rekeyNotes("learned_choice", " and o.person_id = n.person_id", keys);
        rekeyNotes("shared_number", "", keys);
    }

    private record Note(String number, String was, String now) {
        boolean changes() {
            return !was.equals(now);
        }
    }

    private static Note note(String number, String was, PersonKeys keys) {
        return new Note(number, was, keys.numberKey(number).orElse(was));
    }

    /** In two steps, because one number's new key may be another's old one. */
    private void rekeyNotes(String table, String same, PersonKeys keys) {
        List<Note> changed = jdbc
                .sql("select distinct key, number from " + table)
                .query((row, i) -> note(row.getString("number"), row.getString("key"), keys))
                .list()
                .stream()
                .filter(Note::changes)
                .toList();
        changed.forEach(note -> move(table, "", note, note.was(), BETWEEN + note.was()));
        changed.forEach(note -> move(
                table,
                " and not exists (select from " + table + " o where o.key = :now" + same + ")",
                note,
                BETWEEN + note.was(),
                note.now()));
        jdbc.sql("delete from " + table + " where starts_with(key, :between)")
                .param("between", BETWEEN)
                .update();
    }

    private void move(String table, String unless, Note note, String was, String now) {
        jdbc.sql("update " + table + " n set key = :now where key = :was and number = :number" + unless)
                .param("number", note.number())
                .param("was", was)
                .param("now", now)
                .update();
    }

    private void replace(List<Person> people, PersonKeys keys) {
        var ids = new ArrayList<Long>();
        var fields = new ArrayList<Short>();
        var values = new ArrayList<String>();
        for (Person person : people) {
            for (PersonKey key : keys.of(person.details().fields())) {
                ids.add(person.id().value());
                fields.add(key.field());
                values.add(key.key());
            }
        }
        jdbc.sql("delete from person_key where person_id = any(:people)")
                .param(
                        "people",
                        people.stream().map(person -> person.id().value()).toArray(Long[]::new))
                .update();
        jdbc.sql("""
                insert into person_key (person_id, field, key, disabled)
                select k.person_id, k.field, k.key, not p.enabled
                from unnest(:ids::bigint[], :fields::smallint[], :keys::text[]) as k (person_id, field, key)
                join person p on p.id = k.person_id
                on conflict do nothing""")
                .param("ids", ids.toArray(Long[]::new))
                .param("fields", fields.toArray(Short[]::new))
                .param("keys", values.toArray(String[]::new))
                .update();
    }
}
