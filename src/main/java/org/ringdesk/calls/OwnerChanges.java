package org.ringdesk.calls;

import java.util.HashSet;
import java.util.Set;
import org.ringdesk.calls.CallRows.Stored;
import org.ringdesk.people.NumberChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets calls that go on say whose their number is by now: somebody was given it, or was chosen for it. Calls that are over
 * keep whom it belonged to then. Runs in the transaction that changes the people.
 */
@Component
class OwnerChanges {
    private final OwnerRepository repository;
    private final NumberOwners owners;
    private final ApplicationEventPublisher publisher;

    OwnerChanges(OwnerRepository repository, NumberOwners owners, ApplicationEventPublisher publisher) {
        this.repository = repository;
        this.owners = owners;
        this.publisher = publisher;
    }

    @EventListener
    void changed(NumberChanged changed) {
        Set<String> keys = new HashSet<>(changed.keys());
        repository.open().stream()
                .filter(call -> owners.keys(call.number()).stream().anyMatch(keys::contains))
                .map(Call::id)
                .forEach(id -> repository.lock(id).ifPresent(this::ask));
    }

    private void ask(Stored stored) {
        Call was = stored.call();
        Call now = was.with(was.id(), owners.of(was.number()));
        if (!was.equals(now)) {
            repository.write(now, stored.openedAt());
            publisher.publishEvent(new CallChanged(was, now));
        }
    }
}
