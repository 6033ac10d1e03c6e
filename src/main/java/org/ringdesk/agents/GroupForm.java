package org.ringdesk.agents;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A group as an administrator fills it in.
 *
 * @param queues one in each line
 * @param members null when nobody is ticked, as browsers send it
 */
record GroupForm(String name, String queues, @Nullable List<Long> members, int version) {
    GroupForm {
        name = Objects.requireNonNullElse(name, "").strip();
        queues = Objects.requireNonNullElse(queues, "");
    }

    static GroupForm of(Group group) {
        return new GroupForm(
                group.name(),
                String.join("\n", group.queues()),
                group.members().stream().map(AccountId::value).toList(),
                group.version());
    }

    List<AccountId> chosen() {
        return members == null
                ? List.of()
                : members.stream().map(AccountId::new).toList();
    }

    /** Each once, however it is written. */
    List<String> queueList() {
        var once = new TreeMap<String, String>();
        queues.lines()
                .map(String::strip)
                .filter(queue -> !queue.isEmpty())
                .forEach(queue -> once.putIfAbsent(queue.toLowerCase(Locale.ROOT), queue));
        return List.copyOf(once.values());
    }
}
