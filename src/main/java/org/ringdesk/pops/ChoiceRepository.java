package org.ringdesk.pops;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ringdesk.agents.AccountId;
import org.ringdesk.pops.PopChoice.Opens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What agents have chosen; also the lock under which their notices are written. */
@Repository
class ChoiceRepository {
    private final JdbcClient jdbc;

    ChoiceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Chosen(AccountId agent, PopChoice choice) {}

    /** Locks the agents until the transaction ends, always in the same order. Accounts that are gone are missing. */
    Map<AccountId, PopChoice> lock(Collection<AccountId> agents) {
        Map<AccountId, PopChoice> locked = lockKnown(agents);
        if (locked.size() < agents.size()) {
            jdbc.sql("""
                    insert into pop_agent (account_id)
                    select id from account where id = any(:agents) order by id
                    on conflict (account_id) do nothing""").param("agents", NoticeRepository.ids(agents)).update();
            return lockKnown(agents);
        }
        return locked;
    }

    private Map<AccountId, PopChoice> lockKnown(Collection<AccountId> agents) {
        return jdbc
                .sql("""
                select account_id, opens, outbound, internal, do_not_disturb
                from pop_agent where account_id = any(:agents)
                order by account_id
                for update""")
                .param("agents", NoticeRepository.ids(agents))
                .query(ChoiceRepository::chosen)
                .list()
                .stream()
                .collect(Collectors.toMap(Chosen::agent, Chosen::choice));
    }

    Optional<PopChoice> find(AccountId agent) {
        return jdbc.sql("""
                select account_id, opens, outbound, internal, do_not_disturb from pop_agent where account_id = :agent""")
                .param("agent", agent.value())
                .query(ChoiceRepository::chosen)
                .optional()
                .map(Chosen::choice);
    }

    /** The agent is locked. */
    void put(AccountId agent, PopChoice choice) {
        jdbc.sql("""
                update pop_agent
                set opens = :opens, outbound = :outbound, internal = :internal, do_not_disturb = :do_not_disturb
                where account_id = :agent""")
                .param("agent", agent.value())
                .param("opens", Words.of(choice.opens()))
                .param("outbound", choice.outbound())
                .param("internal", choice.internal())
                .param("do_not_disturb", choice.doNotDisturb())
                .update();
    }

    private static Chosen chosen(ResultSet row, int number) throws SQLException {
        return new Chosen(
                new AccountId(row.getLong("account_id")),
                new PopChoice(
                        Words.of(Opens.class, row.getString("opens")),
                        row.getBoolean("outbound"),
                        row.getBoolean("internal"),
                        row.getBoolean("do_not_disturb")));
    }
}
