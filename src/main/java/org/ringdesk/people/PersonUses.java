package org.ringdesk.people;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What points at a person. The tables belong to modules that this one does not know, so the database's own list of foreign
 * keys is asked; what each one means is a text of the bundle.
 */
@Repository
class PersonUses {
    /** Counting stops here: the reason is clear by then. */
    private static final int MOST_COUNTED = 1000;

    private final JdbcClient jdbc;

    PersonUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One text for each kind of use, such as "request user of 3 records"; empty when the person may go. */
    List<MessageSourceResolvable> of(PersonId id) {
        List<MessageSourceResolvable> uses = new ArrayList<>();
        for (Pointer pointer : pointers()) {
            long count = count(pointer, id);
            if (count > 0) {
                String code = "people.use." + pointer.table() + "." + pointer.column();
                uses.add(new DefaultMessageSourceResolvable(
                        new String[] {code, "people.use.other"}, new Object[] {count, pointer.table()}));
            }
        }
        return uses;
    }

    private record Pointer(String table, String column, String quotedTable, String quotedColumn) {}

    private List<Pointer> pointers() {
        return jdbc.sql("""
                select t.relname as "table", a.attname as "column", c.conrelid::regclass::text as quoted_table,
                       quote_ident(a.attname) as quoted_column
                from pg_constraint c
                join pg_class t on t.oid = c.conrelid
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                where c.contype = 'f' and c.confrelid = 'person'::regclass and c.confdeltype = 'a'
                order by t.relname, a.attname""")
                .query((row, number) ->
                        new Pointer(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    private long count(Pointer pointer, PersonId id) {
        return jdbc.sql("select count(*) from (select 1 from " + pointer.quotedTable() + " where "
                        + pointer.quotedColumn() + " = :id limit :most) as used")
                .param("id", id.value())
                .param("most", MOST_COUNTED)
                .query(Long.class)
                .single();
    }
}
