package org.ringdesk.records;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ringdesk.agents.AccountId;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.CsvDownload;
import org.ringdesk.web.DeskTimes;
import org.ringdesk.web.Spool;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What a list shows, all of its pages, as rows of a table. */
@Component
class RecordExport {
    private static final List<String> COLUMNS = List.of(
            "records.column.number",
            "records.field.type",
            "records.column.priority",
            "records.field.title",
            "records.field.category",
            "records.field.status",
            "records.field.request_user",
            "records.export.user_name",
            "records.field.assignee",
            "records.field.restricted",
            "records.field.due_at",
            "records.column.created",
            "records.column.updated",
            "records.export.closed_at");

    private final Records records;
    private final MessageSource messages;
    private final DeskTimes times;
    private final ExportTurns turns;
    private final ExportSettings settings;
    private final Clock clock;
    private final TransactionTemplate snapshot;

    RecordExport(
            Records records,
            MessageSource messages,
            DeskTimes times,
            ExportTurns turns,
            ExportSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.records = records;
        this.messages = messages;
        this.times = times;
        this.turns = turns;
        this.settings = settings;
        this.clock = clock;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** For whom the table is; times are those of the request\'s viewer. */
    record Viewer(Reader reader, Locale locale) {}

    /**
     * Sends the table as a file, which is complete before the first byte of it goes out: a client that reads slowly holds
     * nothing of the database.
     *
     * @throws Refused 429 while another export of the account goes on, 503 while too many others are put together
     */
    void send(RecordFilter filter, RecordSort sort, Viewer viewer, HttpServletResponse response) throws IOException {
        AccountId account = Objects.requireNonNull(viewer.reader().account());
        try (var turn = turns.of(account, response);
                var file = Spool.upTo(settings.largest())) {
            turn.calculate(
                    () -> {
                        try (var csv = CsvDownload.to(file.writing())) {
                            write(filter, sort, viewer, csv::row);
                        }
                    },
                    response);
            CsvDownload.announce(response, fileName(clock.instant()));
            response.setContentLengthLong(file.size());
            file.sendTo(response.getOutputStream(), settings.within());
        }
    }

    /** Such as {@code records-2026-11-22.csv}. */
    private String fileName(Instant now) {
        return "records-" + LocalDate.ofInstant(now, times.zone()) + ".csv";
    }

    /** The headings first. All pages show one moment, however long it takes; only one of them is in memory. */
    private void write(RecordFilter filter, RecordSort sort, Viewer viewer, Consumer<List<String>> out) {
        out.accept(COLUMNS.stream().map(key -> text(key, viewer)).toList());
        snapshot.executeWithoutResult(status -> {
            RecordCursor after = null;
            do {
                RecordSlice page =
                        records.page(new RecordQuery(filter, sort, after, RecordQuery.LONGEST), viewer.reader());
                page.items().forEach(record -> out.accept(row(record, viewer)));
                after = page.next();
            } while (after != null);
        });
    }

    private List<String> row(RecordSummary record, Viewer viewer) {
        RecordPerson requester = record.requester();
        return Stream.of(
                        record.id().toString(),
                        text(record.type().textKey(), viewer),
                        text(record.priority().textKey(), viewer),
                        record.title(),
                        record.category() == null ? "" : record.category().pathName(),
                        record.status().name(),
                        requester == null ? "" : requester.displayName(),
                        requester == null ? "" : requester.userName(),
                        record.assignee() == null ? "" : record.assignee().name(),
                        record.restricted() ? text("records.restricted", viewer) : "",
                        times.forTable(record.dueAt()),
                        times.forTable(record.createdAt()),
                        times.forTable(record.updatedAt()),
                        times.forTable(record.closedAt()))
                .toList();
    }

    private String text(String key, Viewer viewer) {
        return messages.getMessage(key, null, viewer.locale());
    }
}
