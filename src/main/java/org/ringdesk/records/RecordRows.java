package org.ringdesk.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.people.PersonId;
import org.springframework.stereotype.Component;

/** Reads records from rows, with the names of what they point at. */
@Component
class RecordRows {
    static final String SUMMARY_COLUMNS = """
            r.id, r.version, r.type, r.title, r.status_id, r.urgency, r.impact, r.priority, r.category_id, r.source,
            r.restricted, r.due_at, r.created_at, r.updated_at, r.closed_at,
            r.request_user_id, requester.user_name as request_user, requester.display_name as request_name,
            requester.vip as request_vip,
            r.assignee_id, assigned.user_name as assignee, assigned.display_name as assignee_name
            """;
    static final String COLUMNS = SUMMARY_COLUMNS + """
            , r.description, r.solution,
            r.submit_user_id, submitter.user_name as submit_user, submitter.display_name as submit_name,
            submitter.vip as submit_vip
            """;
    static final String SUMMARY_JOINS = """
            left join person requester on requester.id = r.request_user_id
            left join account assigned_account on assigned_account.id = r.assignee_id
            left join person assigned on assigned.id = assigned_account.person_id
            """;
    static final String JOINS = SUMMARY_JOINS + "left join person submitter on submitter.id = r.submit_user_id\n";

    private final Catalog catalog;

    RecordRows(Catalog catalog) {
        this.catalog = catalog;
    }

    ServiceRecord record(ResultSet row, int i) throws SQLException {
        RecordSummary summary = summary(row, i);
        var details = new RecordDetails(
                summary.type(),
                summary.title(),
                row.getString("description"),
                summary.status().id(),
                summary.urgency(),
                summary.impact(),
                summary.category() == null ? null : summary.category().id(),
                summary.requester() == null ? null : summary.requester().id(),
                summary.assignee() == null ? null : summary.assignee().id(),
                summary.restricted(),
                summary.dueAt(),
                row.getString("solution"));
        return new ServiceRecord(
                summary.id(),
                summary.version(),
                details,
                summary.status(),
                summary.priority(),
                summary.category(),
                summary.requester(),
                person(row, "submit"),
                summary.assignee(),
                summary.source(),
                summary.createdAt(),
                summary.updatedAt(),
                summary.closedAt());
    }

    RecordSummary summary(ResultSet row, int i) throws SQLException {
        return new RecordSummary(
                new RecordId(row.getLong("id")),
                row.getInt("version"),
                RecordType.withCode(row.getInt("type")).orElseThrow(),
                row.getString("title"),
                catalog.statusOf(new StatusId(row.getInt("status_id"))),
                Level.withCode(row.getInt("urgency")).orElseThrow(),
                Level.withCode(row.getInt("impact")).orElseThrow(),
                Priority.withCode(row.getInt("priority")).orElseThrow(),
                category(row),
                person(row, "request"),
                agent(row),
                Source.named(row.getString("source")),
                row.getBoolean("restricted"),
                instant(row, "due_at"),
                Objects.requireNonNull(instant(row, "created_at")),
                Objects.requireNonNull(instant(row, "updated_at")),
                instant(row, "closed_at"));
    }

    OpenRecord open(ResultSet row) throws SQLException {
        return new OpenRecord(
                new RecordId(row.getLong("id")),
                row.getString("title"),
                catalog.statusOf(new StatusId(row.getInt("status_id"))),
                row.getString("assignee"),
                Objects.requireNonNull(instant(row, "created_at")));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private @Nullable Category category(ResultSet row) throws SQLException {
        int id = row.getInt("category_id");
        return row.wasNull() ? null : catalog.categoryOf(new CategoryId(id));
    }

    private static @Nullable RecordPerson person(ResultSet row, String role) throws SQLException {
        long id = row.getLong(role + "_user_id");
        return row.wasNull()
                ? null
                : new RecordPerson(
                        new PersonId(id),
                        row.getString(role + "_user"),
                        row.getString(role + "_name"),
                        row.getBoolean(role + "_vip"));
    }

    private static @Nullable RecordAgent agent(ResultSet row) throws SQLException {
        long id = row.getLong("assignee_id");
        return row.wasNull()
                ? null
                : new RecordAgent(new AccountId(id), row.getString("assignee"), row.getString("assignee_name"));
    }
}
