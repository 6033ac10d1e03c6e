package org.ringdesk.records;

import java.util.List;
import org.ringdesk.agents.Account;

/** What a form's selects offer. */
public record Choices(
        List<Status> statuses, Categories categories, List<RecordTemplate> templates, List<Account> agents) {

    public List<RecordType> types() {
        return List.of(RecordType.values());
    }

    public List<Level> levels() {
        return List.of(Level.values());
    }
}
