package org.ringdesk.records;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.AccountId;

/**
 * The list of records.
 *
 * @param next the address of the next page; empty when this is the last one
 * @param found where words were found that the title does not show
 * @param change what the reader has just done to many records; null where nothing was
 * @param narrowed whether anything but the state was asked for: an empty list then says that nothing matches
 */
public record RecordListPage(
        RecordListAddress asked,
        RecordSort sort,
        List<Chip> chips,
        List<RecordSummary> items,
        Map<RecordId, FoundIn> found,
        String next,
        boolean narrowed,
        Choices choices,
        @Nullable BulkChange change,
        Instant now) {

    /**
     * A filter that is on.
     *
     * @param labelKey the filter's name as a message
     * @param value what it is set to; a message's key where {@code valueIsKey}
     * @param without the address of the list without it
     */
    public record Chip(String labelKey, String value, boolean valueIsKey, String without) {}

    /** The address of the first page sorted by that; the other way round where it is sorted by that already. */
    public String sortedBy(RecordSort.Key key) {
        boolean descending = sort.key() == key ? !sort.descending() : startsDescending(key);
        return asked.with("sort", new RecordSort(key, descending).apiName()).address();
    }

    /** Whom the change gave its records to; empty for nobody. */
    public String changeAssignee() {
        AccountId assignee = change == null ? null : change.assignee();
        return choices.agents().stream()
                .filter(agent -> agent.id().equals(assignee))
                .map(Account::displayName)
                .findFirst()
                .orElse("");
    }

    /** Whether the list is empty because of words that were searched for. */
    public boolean nothingFound() {
        return items.isEmpty() && !asked.text("q").isEmpty();
    }

    /** Whether another filter than the words is on. */
    public boolean narrowedBesides() {
        return chips.size() > 1 || !asked.text("state").equals("all");
    }

    /** For {@code aria-sort}. */
    public String direction(RecordSort.Key key) {
        if (sort.key() != key) {
            return "none";
        }
        return sort.descending() ? "descending" : "ascending";
    }

    /** Whether one of the filters is on that are folded away otherwise. */
    public boolean narrowedFurther() {
        return Stream.of("type", "status", "priority", "category", "created_from", "created_to")
                .anyMatch(name -> !asked.text(name).isEmpty());
    }

    /** The address of the first page; empty where this is it. */
    public String first() {
        return asked.text("cursor").isEmpty() ? "" : asked.with("cursor", "").address();
    }

    private static boolean startsDescending(RecordSort.Key key) {
        return switch (key) {
            case ID, UPDATED_AT, CREATED_AT -> true;
            case PRIORITY -> false;
        };
    }
}
