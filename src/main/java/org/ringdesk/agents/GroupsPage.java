package org.ringdesk.agents;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * The groups, and a form for a new one.
 *
 * @param names of members
 * @param typed name of a group that was refused, or empty
 */
public record GroupsPage(
        List<Group> groups,
        Map<AccountId, String> names,
        String typed,
        @Nullable MessageSourceResolvable problem) {
    /** The members' names, with commas between. */
    public String members(Group group) {
        return String.join(
                ", ",
                group.members().stream()
                        .map(id -> names.getOrDefault(id, ""))
                        .filter(name -> !name.isEmpty())
                        .sorted()
                        .toList());
    }
}
