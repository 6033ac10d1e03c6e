package org.ringdesk.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ringdesk.agents.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Who changed what of the catalog, from what to what: the table {@code catalog_change}. */
@Service
public class CatalogHistory {
    private final JdbcClient jdbc;
    private final Clock clock;

    CatalogHistory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Newest first. */
    public List<CatalogChange> last(CatalogKind kind, int limit) {
        return jdbc.sql("""
                select changed_at, actor, item, field, old_value, new_value
                from catalog_change where kind = :kind order by id desc limit :limit
                """)
                .param("kind", kind.key())
                .param("limit", limit)
                .query((row, i) -> change(row, kind))
                .list();
    }

    void done(Actor by, CatalogKind kind, String item, String what) {
        write(by, CatalogFact.done(kind, item, what));
    }

    /** Leaves out where nothing differs. */
    void changed(Actor by, Stream<CatalogFact> facts) {
        facts.filter(CatalogFact::changes).forEach(fact -> write(by, fact));
    }

    private void write(Actor by, CatalogFact fact) {
        jdbc.sql("""
                insert into catalog_change (changed_at, account_id, actor, kind, item, field, old_value, new_value)
                values (:now, :account, :actor, :kind, :item, :field, :before, :after)
                """)
                .param("now", RecordRepository.utc(clock.instant()))
                .param("account", by.account() == null ? null : by.account().value())
                .param("actor", by.name())
                .param("kind", fact.kind().key())
                .param("item", fact.item())
                .param("field", fact.field())
                .param("before", fact.before())
                .param("after", fact.after())
                .update();
    }

    private static CatalogChange change(ResultSet row, CatalogKind kind) throws SQLException {
        var fact = new CatalogFact(
                kind,
                row.getString("item"),
                row.getString("field"),
                row.getString("old_value"),
                row.getString("new_value"));
        return new CatalogChange(
                Objects.requireNonNull(RecordRows.instant(row, "changed_at")), row.getString("actor"), fact);
    }
}
