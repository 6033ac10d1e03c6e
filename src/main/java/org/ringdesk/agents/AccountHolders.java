package org.ringdesk.agents;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.ringdesk.people.PersonGuard;
import org.ringdesk.people.PersonId;
import org.springframework.stereotype.Component;

/** A person with an account is more than a caller: by name and user name they sign in, and disabled they cannot. */
@Component
class AccountHolders implements PersonGuard {
    private final AccountRepository repository;

    AccountHolders(AccountRepository repository) {
        this.repository = repository;
    }

    @Override
    public Set<String> guarded(Collection<String> userNames) {
        return userNames.isEmpty() ? Set.of() : repository.holders(userNames);
    }

    /** The last administrator of those who may sign in. */
    @Override
    public Set<PersonId> indispensable(Collection<PersonId> disabled) {
        Set<PersonId> left = repository.lockAdministrators();
        Set<PersonId> staying = new HashSet<>();
        for (PersonId person : disabled) {
            if (left.size() == 1 && left.contains(person)) {
                staying.add(person);
            } else {
                left.remove(person);
            }
        }
        return staying;
    }
}
