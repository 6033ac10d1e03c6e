package org.ringdesk.records;

import java.util.List;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Accounts;

/**
 * What a form's selects offer.
 *
 * @param allStatuses with the retired ones, which records may still have
 */
public record Choices(
        List<Status> allStatuses,
        Categories categories,
        List<RecordTemplate> templates,
        PriorityMatrix priorities,
        List<Account> agents) {

    static Choices of(Catalog catalog, Accounts accounts) {
        return new Choices(
                catalog.allStatuses(),
                catalog.categories(),
                catalog.templates(),
                catalog.priorities(),
                accounts.assignable());
    }

    /** What a record may be given, and what was chosen before, by number or name. */
    public List<Status> statuses(String... chosen) {
        List<String> kept = List.of(chosen);
        return allStatuses.stream()
                .filter(status ->
                        !status.retired() || kept.contains(status.id().toString()) || kept.contains(status.name()))
                .toList();
    }

    public List<RecordType> types() {
        return List.of(RecordType.values());
    }

    public List<Level> levels() {
        return List.of(Level.values());
    }
}
