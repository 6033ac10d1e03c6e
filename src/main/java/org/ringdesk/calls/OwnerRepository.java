package org.ringdesk.calls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.CallRows.Stored;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What table {@code call} says of whose a number is, in calls that go on. */
@Repository
class OwnerRepository {
    private final JdbcClient jdbc;
    private final CallRows rows;

    OwnerRepository(JdbcClient jdbc, CallRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    List<Call> open() {
        return jdbc.sql("select " + CallRows.COLUMNS
                        + " from call c where c.state <> 'ended' and c.number_key <> '' order by c.id")
                .query((row, i) -> rows.call(row))
                .list();
    }

    /** The call, kept from changing until the transaction ends; empty where it has ended meanwhile. */
    Optional<Stored> lock(CallId id) {
        return jdbc.sql("select " + CallRows.COLUMNS
                        + " from call c where c.id = :id and c.state <> 'ended' for update")
                .param("id", id.value())
                .query((row, i) -> rows.stored(row))
                .optional();
    }

    void write(Call call, Instant openedAt) {
        @Nullable NumberOwner owner = call.owner();
        jdbc.sql("""
                update call set person_id = :person, owner_name = :name, owner_vip = :vip, candidates = :candidates,
                    shared_as = :shared
                where id = :id and opened_at = :opened""")
                .param("person", owner == null ? null : owner.person().value())
                .param("name", owner == null ? null : owner.name())
                .param("vip", owner != null && owner.vip())
                .param("candidates", owner == null ? 0 : owner.candidates())
                .param("shared", call.sharedAs())
                .param("id", call.id().value())
                .param("opened", CallRows.utc(openedAt))
                .update();
    }
}
