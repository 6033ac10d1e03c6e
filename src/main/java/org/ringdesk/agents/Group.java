package org.ringdesk.agents;

import java.util.List;

/**
 * Agents who look after the same queues.
 *
 * @param queues as the phone system calls them; each has one group at most
 * @param version counts changes, so that two administrators do not undo each other's
 */
public record Group(long id, String name, int version, List<AccountId> members, List<String> queues) {
    /** Of a group that is not there yet. */
    static Group none() {
        return new Group(0, "", 0, List.of(), List.of());
    }

    public boolean has(AccountId account) {
        return members.contains(account);
    }
}
