package org.ringdesk.records;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Accounts;
import org.ringdesk.records.RecordListPage.Chip;
import org.springframework.stereotype.Component;

/** Puts together what the list shows: one statement for the records, the rest from memory. */
@Component
class RecordListPages {
    static final int PAGE = 50;

    private final Records records;
    private final RecordFilters filters;
    private final RecordExport export;
    private final BulkChanges changes;
    private final Catalog catalog;
    private final Accounts accounts;
    private final Clock clock;

    RecordListPages(
            Records records,
            RecordFilters filters,
            RecordExport export,
            BulkChanges changes,
            Catalog catalog,
            Accounts accounts,
            Clock clock) {
        this.records = records;
        this.export = export;
        this.changes = changes;
        this.filters = filters;
        this.catalog = catalog;
        this.accounts = accounts;
        this.clock = clock;
    }

    RecordListPage list(Map<String, String> parameters, Reader reader) {
        var asked = RecordListAddress.of(parameters);
        RecordFilter filter = filters.read(asked.values(), usualState(asked), reader.account());
        RecordSort sort = RecordFilters.sort(asked.values(), RecordSort.LAST_CHANGED_FIRST);
        RecordCursor after = RecordFilters.cursor(asked.values(), sort);
        RecordSlice found = records.page(new RecordQuery(filter, sort, after, PAGE), reader);
        return new RecordListPage(
                asked.with("state", filter.state().name().toLowerCase(Locale.ROOT))
                        .at(asked.text("cursor")),
                sort,
                chips(asked, filter),
                found.items(),
                found.found(),
                next(asked, found.next()),
                RecordFilters.narrows(filter),
                Choices.of(catalog, accounts),
                change(parameters.getOrDefault("change", ""), reader),
                clock.instant());
    }

    /** What the reader has just done to many records of the list. */
    private @Nullable BulkChange change(String id, Reader reader) {
        return RecordSubmission.uuid(id)
                .flatMap(change -> changes.find(change, reader))
                .orElse(null);
    }

    /** The same list as a table, all of its pages. */
    void export(Map<String, String> parameters, RecordExport.Viewer viewer, HttpServletResponse response)
            throws IOException {
        var asked = RecordListAddress.of(parameters);
        RecordFilter filter =
                filters.read(asked.values(), usualState(asked), viewer.reader().account());
        RecordSort sort = RecordFilters.sort(asked.values(), RecordSort.LAST_CHANGED_FIRST);
        export.send(filter, sort, viewer, response);
    }

    /** The record whose number was typed with a # in front, where the reader may see it. */
    Optional<RecordId> numberAskedFor(Map<String, String> parameters, Reader reader) {
        String text = parameters.getOrDefault("q", "").strip();
        return text.matches("#[0-9]{1,18}")
                ? Optional.of(new RecordId(Long.parseLong(text.substring(1)))).filter(id -> records.visible(id, reader))
                : Optional.empty();
    }

    /** Whoever looks for words or for a status wants what is closed, too. */
    private static RecordFilter.State usualState(RecordListAddress asked) {
        return asked.text("q").isEmpty() && asked.text("status").isEmpty()
                ? RecordFilter.State.OPEN
                : RecordFilter.State.ALL;
    }

    private static String next(RecordListAddress asked, @Nullable RecordCursor next) {
        return next == null ? "" : asked.at(next.text()).address();
    }

    private List<Chip> chips(RecordListAddress asked, RecordFilter filter) {
        List<Chip> chips = new ArrayList<>();
        for (String name : RecordFilters.NAMES) {
            String value = asked.text(name);
            if (!value.isEmpty() && !name.equals("state")) {
                chips.add(chip(name, value, filter, asked.with(name, "").address()));
            }
        }
        return chips;
    }

    private Chip chip(String name, String value, RecordFilter filter, String without) {
        String label = "records.filter." + name;
        return switch (name) {
            case "type" ->
                new Chip(label, key(filter.type() == null ? null : filter.type().textKey(), value), true, without);
            case "priority" ->
                new Chip(
                        label,
                        key(filter.priority() == null ? null : filter.priority().textKey(), value),
                        true,
                        without);
            case "status" ->
                new Chip(label, catalog.status(value).map(Status::name).orElse(value), false, without);
            case "category" ->
                new Chip(
                        label,
                        catalog.categories()
                                .named(value)
                                .map(Category::pathName)
                                .orElse(value),
                        false,
                        without);
            case "assignee" ->
                value.equals("me") || value.equals("unassigned")
                        ? new Chip(label, "records.filter.assignee." + value, true, without)
                        : new Chip(label, value, false, without);
            // Dates, user names and words stand for themselves.
            default -> new Chip(label, value, false, without);
        };
    }

    private static String key(@Nullable String key, String otherwise) {
        return key == null ? otherwise : key;
    }
}
