package org.ringdesk.pops;

import static java.time.ZoneOffset.UTC;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.ringdesk.agents.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The notices of the agents' streams. Written only while the agents are locked: see {@code pop_notice}. */
@Repository
class NoticeRepository {
    static final String CHANNEL = "ringdesk_pops";

    /** So many account ids fit into a notification, which may have 8,000 bytes. */
    private static final int MOST_IN_A_NOTIFICATION = 400;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    NoticeRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Stores the notices in that order. */
    void add(List<Notice.Draft> notices, Instant now) {
        jdbc.sql("""
                insert into pop_notice (account_id, event, data, created_at)
                select account, event, data, :now
                from unnest(:accounts::bigint[], :events::text[], :data::text[]) with ordinality
                    as n (account, event, data, place)
                order by place""")
                .param("accounts", ids(notices.stream().map(Notice.Draft::agent).toList()))
                .param(
                        "events",
                        texts(notices.stream().map(notice -> notice.event().key())))
                .param("data", texts(notices.stream().map(notice -> json.writeValueAsString(notice.data()))))
                .param("now", now.atOffset(UTC))
                .update();
    }

    /** Tells the other nodes that there is something to say to these agents. */
    void ring(String node, Collection<AccountId> agents) {
        List<String> ids = agents.stream().map(AccountId::toString).toList();
        for (int from = 0; from < ids.size(); from += MOST_IN_A_NOTIFICATION) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_IN_A_NOTIFICATION));
            jdbc.sql("select pg_notify('" + CHANNEL + "', :text)")
                    .param("text", node + ':' + String.join(",", some))
                    .query((row, number) -> number)
                    .list();
        }
    }

    /** What the agents' streams have not said yet, by agent in order, at most {@code most} of each agent. */
    List<Notice> after(Map<AccountId, Long> positions, int most) {
        List<Map.Entry<AccountId, Long>> asked = List.copyOf(positions.entrySet());
        return jdbc.sql("""
                select n.account_id, n.id, n.event, n.data
                from unnest(:accounts::bigint[], :positions::bigint[]) as a (account, position)
                cross join lateral (
                    select account_id, id, event, data from pop_notice
                    where account_id = a.account and id > a.position
                    order by id limit :most
                ) n
                order by n.account_id, n.id""")
                .param("accounts", ids(asked.stream().map(Map.Entry::getKey).toList()))
                .param("positions", asked.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                .param("most", most)
                .query(NoticeRepository::notice)
                .list();
    }

    /** Whether a stream of the agent may go on from there; not where what came next may be deleted already. */
    boolean knows(AccountId agent, long position) {
        return jdbc.sql("select exists (select from pop_notice where account_id = :agent and id = :position)")
                .param("agent", agent.value())
                .param("position", position)
                .query(Boolean.class)
                .single();
    }

    OptionalLong last(AccountId agent) {
        return jdbc
                .sql("select id from pop_notice where account_id = :agent order by id desc limit 1")
                .param("agent", agent.value())
                .query(Long.class)
                .optional()
                .stream()
                .mapToLong(id -> id)
                .findAny();
    }

    void deleteBefore(Instant time) {
        jdbc.sql("delete from pop_notice where created_at < :time")
                .param("time", time.atOffset(UTC))
                .update();
    }

    private static Notice notice(ResultSet row, int number) throws SQLException {
        return new Notice(
                new AccountId(row.getLong("account_id")),
                row.getLong("id"),
                row.getString("event"),
                row.getString("data"));
    }

    static Long[] ids(Collection<AccountId> agents) {
        return agents.stream().map(AccountId::value).toArray(Long[]::new);
    }

    private static String[] texts(java.util.stream.Stream<String> texts) {
        return texts.toArray(String[]::new);
    }
}
