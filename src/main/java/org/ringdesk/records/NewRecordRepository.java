package org.ringdesk.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.drafts.Drafts;
import org.ringdesk.drafts.KeptDraft;
import org.ringdesk.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a form of a new record shows besides the caller, in one statement: it is opened while a telephone rings. */
@Repository
class NewRecordRepository {
    private static final long NOBODY = -1;
    private static final String STATEMENT = """
            select d.*, null as id, null as title, null as status_id, null as assignee, null as created_at,
                null as author, null as login
            from (%s) d
            union all
            select null, null, null, null, null, null, null, null, null, null, r.*, null, null
            from (
                select r.id, r.title, r.status_id, (
                    select p.display_name from account a join person p on p.id = a.person_id where a.id = r.assignee_id
                ) as assignee, r.created_at
                from service_record r
                %s
            ) r
            union all
            select d.submission, d.updated_at, null, null, null, null, null, null, null, d.fields,
                null, null, null, null, null, p.display_name, p.user_name
            from (
                select submission, updated_at, fields, account_id from draft
                where submission = :row and account_id = any(:partners) and updated_at >= :oldest
                    and discarded_at is null and not exists (
                        select from draft_done x
                        where x.form = :row and coalesce(x.account_id, draft.account_id) = draft.account_id)
                order by updated_at desc
                limit 1
            ) d
                join account a on a.id = d.account_id
                join person p on p.id = a.person_id
            order by kept_at desc, submission, id desc
            """.formatted(Drafts.LIST, RecordRepository.OPEN);

    private final JdbcClient jdbc;
    private final RecordRows rows;
    private final Drafts drafts;

    NewRecordRepository(JdbcClient jdbc, RecordRows rows, Drafts drafts) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.drafts = drafts;
    }

    /**
     * @param own the agent's draft of this very form, and what was typed into it, also one just discarded; empty where nothing
     *     is kept
     * @param handed the newest draft of this very form by another agent of its call
     * @param others the agent's other drafts, last changed first
     * @param open what the person has open, newest first
     */
    record Beside(Optional<Kept> own, Optional<Handed> handed, List<KeptDraft> others, List<OpenRecord> open) {}

    record Kept(KeptDraft draft, NewRecordForm typed) {}

    /**
     * @param partners agents whose draft of this very form is wanted, too
     * @param person whose open records are wanted; null for none
     */
    Beside beside(UUID submission, List<AccountId> partners, @Nullable PersonId person, SignedIn agent, int mostOpen) {
        return jdbc.sql(STATEMENT)
                .param("row", submission)
                .param("undoable", RecordRepository.utc(drafts.undoable()))
                .param("partners", partners.stream().map(AccountId::value).toArray(Long[]::new))
                .param("agent", agent.account().id().value())
                .param("oldest", RecordRepository.utc(drafts.oldest()))
                .param("person", person == null ? NOBODY : person.value())
                .param("administrator", agent.isAdministrator())
                .param("reader", agent.account().id().value())
                .param("limit", mostOpen)
                .query(this::read);
    }

    private Beside read(ResultSet row) throws SQLException {
        @Nullable Kept own = null;
        @Nullable Handed handed = null;
        List<KeptDraft> others = new ArrayList<>();
        List<OpenRecord> open = new ArrayList<>();
        while (row.next()) {
            String form = row.getString("form");
            String author = row.getString("author");
            if (form != null && author != null) {
                handed = new Handed(
                        author,
                        row.getString("login"),
                        Objects.requireNonNull(RecordRows.instant(row, "kept_at")),
                        typed(form));
            } else if (form != null) {
                own = new Kept(Drafts.row(row), typed(form));
            } else if (row.getObject("submission") != null) {
                others.add(Drafts.row(row));
            } else {
                open.add(rows.open(row));
            }
        }
        return new Beside(Optional.ofNullable(own), Optional.ofNullable(handed), others, open);
    }

    private NewRecordForm typed(String form) {
        return new NewRecordForm(drafts.read(form));
    }
}
