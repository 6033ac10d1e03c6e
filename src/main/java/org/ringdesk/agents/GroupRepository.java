package org.ringdesk.agents;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code agent_group}, {@code agent_group_member} and {@code agent_group_queue}. */
@Repository
class GroupRepository {
    private static final String SELECT = """
            select g.id, g.name, g.version,
                array(select m.account_id from agent_group_member m where m.group_id = g.id order by m.account_id) as members,
                array(select q.queue from agent_group_queue q where q.group_id = g.id order by lower(q.queue)) as queues
            from agent_group g
            """;

    private final JdbcClient jdbc;

    GroupRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A queue and the group that has it. */
    record Taken(String queue, String group) {}

    List<Group> all() {
        return jdbc.sql(SELECT + "order by lower(g.name)")
                .query((row, i) -> group(row))
                .list();
    }

    Optional<Group> find(long id) {
        return jdbc.sql(SELECT + "where g.id = :id")
                .param("id", id)
                .query((row, i) -> group(row))
                .optional();
    }

    /** The group with that name, however it is written. */
    Optional<Long> named(String name) {
        return jdbc.sql("select id from agent_group where lower(name) = lower(:name)")
                .param("name", name)
                .query(Long.class)
                .optional();
    }

    /** The first of the queues that another group has. */
    Optional<Taken> taken(long group, List<String> queues) {
        return jdbc.sql("""
                select q.queue, g.name
                from agent_group_queue q join agent_group g on g.id = q.group_id
                where q.group_id <> :group and lower(q.queue) = any(select lower(given) from unnest(:queues::text[]) given)
                order by q.queue limit 1""")
                .param("group", group)
                .param("queues", queues.toArray(String[]::new))
                .query((row, i) -> new Taken(row.getString("queue"), row.getString("name")))
                .optional();
    }

    long add(String name) {
        return jdbc.sql("insert into agent_group (name) values (:name) returning id")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    /** Whether it still had that version. */
    boolean rename(long id, int version, String name) {
        return jdbc.sql(
                                "update agent_group set name = :name, version = version + 1 where id = :id and version = :version")
                        .param("id", id)
                        .param("version", version)
                        .param("name", name)
                        .update()
                == 1;
    }

    /** Makes these, and no others, the group's. End users are left out. */
    void fill(long id, List<AccountId> members, List<String> queues) {
        jdbc.sql("delete from agent_group_member where group_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("""
                insert into agent_group_member (group_id, account_id)
                select :id, a.id from account a where a.id = any(:members) and a.role <> 'end_user'""")
                .param("id", id)
                .param("members", members.stream().map(AccountId::value).toArray(Long[]::new))
                .update();
        jdbc.sql("delete from agent_group_queue where group_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("insert into agent_group_queue (queue, group_id) select given, :id from unnest(:queues::text[]) given")
                .param("id", id)
                .param("queues", queues.toArray(String[]::new))
                .update();
    }

    boolean delete(long id, int version) {
        return jdbc.sql("delete from agent_group where id = :id and version = :version")
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                row.getLong("id"),
                row.getString("name"),
                row.getInt("version"),
                Stream.of((Long[]) array(row, "members")).map(AccountId::new).toList(),
                List.of((String[]) array(row, "queues")));
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array.getArray();
    }
}
