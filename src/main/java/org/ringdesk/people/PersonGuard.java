package org.ringdesk.people;

import java.util.Collection;
import java.util.Set;

/**
 * Knows on which people more hangs than a row in a list, such as a right to sign in. Whoever keeps that is asked before
 * such a person is renamed, given another mail address, enabled or disabled, wherever the change comes from.
 */
public interface PersonGuard {
    /**
     * Those of the user names, just as they are given, whose people administrators change and nobody else. Which of them are
     * the same in other letters is what the database says, which finds people by them.
     */
    Set<String> guarded(Collection<String> userNames);

    /**
     * Those who have to stay enabled even if the others are disabled. Within a transaction: until it ends nobody else can
     * disable anybody of whom that might be true.
     */
    Set<PersonId> indispensable(Collection<PersonId> disabled);
}
