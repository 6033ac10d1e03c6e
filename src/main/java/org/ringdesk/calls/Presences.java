package org.ringdesk.calls;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What phone systems say of telephones, besides calls. Kept in the database, so that all nodes show the same; of a phone
 * system that is not heard of nothing is known.
 */
@Service
public class Presences {
    private final PresenceRepository repository;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Presences(PresenceRepository repository, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.events = events;
        this.clock = clock;
    }

    /** Telephones of a source that are as it says from now on. */
    @Transactional
    public void tell(String source, Collection<Presence> changed) {
        publish(repository.store(source, changed, clock.instant()));
    }

    /** The same, and of all others of the source nothing is known any more. */
    @Transactional
    public void settle(String source, Collection<Presence> all) {
        publish(repository.keep(source, all));
        publish(repository.store(source, all, clock.instant()));
    }

    /** The source is not heard of. */
    @Transactional
    public void forget(String source) {
        publish(repository.keep(source, List.of()));
    }

    private void publish(Set<String> extensions) {
        if (!extensions.isEmpty()) {
            events.publishEvent(new PresenceChanged(extensions));
        }
    }

    /** What is known of these extensions, over all sources. */
    public Map<String, Presence> of(Collection<String> extensions) {
        return extensions.isEmpty() ? Map.of() : repository.find(extensions);
    }

    /** What is known of these extensions by source. */
    public Map<String, Map<String, Presence>> bySource(Collection<String> extensions) {
        return extensions.isEmpty() ? Map.of() : repository.bySource(extensions);
    }

    /** What a source says. */
    public Map<String, Presence> at(String source) {
        return repository.find(source);
    }
}
