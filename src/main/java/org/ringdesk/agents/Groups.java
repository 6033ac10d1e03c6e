package org.ringdesk.agents;

import java.util.List;
import java.util.Optional;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Groups of agents. What calls leave behind in a queue is its group's. */
@Service
public class Groups {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_QUEUE = 200;

    private final GroupRepository repository;

    Groups(GroupRepository repository) {
        this.repository = repository;
    }

    /** In the order of their names. */
    public List<Group> all() {
        return repository.all();
    }

    /**
     * A new group with all that it has.
     *
     * @throws Refused 422 where the name or a queue is another group's
     */
    @Transactional
    public void create(String name, List<String> queues, List<AccountId> members) {
        Group group = add(name);
        change(
                group.id(),
                new GroupForm(
                        name,
                        String.join("\n", queues),
                        members.stream().map(AccountId::value).toList(),
                        group.version()));
    }

    /** @throws Refused 404 */
    Group get(long id) {
        return repository
                .find(id)
                .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "agents.groups.not-found", Long.toString(id)));
    }

    /** @throws Refused 422 where the name is missing, too long or another group's */
    @Transactional
    Group add(String name) {
        checkName(0, name);
        return get(repository.add(name));
    }

    /** @throws Refused 404; 409 where somebody else changed it; 422 where the name or a queue is another group's */
    @Transactional
    void change(long id, GroupForm form) {
        get(id);
        checkName(id, form.name());
        List<String> queues = form.queueList();
        if (queues.stream().anyMatch(queue -> queue.length() > LONGEST_QUEUE)) {
            throw refused("agents.groups.queue-long", LONGEST_QUEUE);
        }
        repository.taken(id, queues).ifPresent(taken -> {
            throw refused("agents.groups.queue-taken", taken.queue(), taken.group());
        });
        if (!repository.rename(id, form.version(), form.name())) {
            throw new Refused(HttpStatus.CONFLICT, "agents.groups.stale");
        }
        repository.fill(id, form.chosen(), queues);
    }

    /** @throws Refused 404; 409 where somebody else changed it */
    @Transactional
    void delete(long id, int version) {
        get(id);
        if (!repository.delete(id, version)) {
            throw new Refused(HttpStatus.CONFLICT, "agents.groups.stale");
        }
    }

    private void checkName(long id, String name) {
        if (name.isEmpty()) {
            throw refused("agents.groups.name-missing");
        }
        if (name.length() > LONGEST_NAME) {
            throw refused("agents.groups.name-long", LONGEST_NAME);
        }
        Optional<Long> same = repository.named(name);
        if (same.isPresent() && same.get() != id) {
            throw refused("agents.groups.name-taken", name);
        }
    }

    private static Refused refused(String key, Object... facts) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, key, facts);
    }
}
