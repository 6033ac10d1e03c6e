package org.ringdesk.people;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringdesk.platform.DatabaseAway;
import org.ringdesk.platform.DatabaseState;
import org.ringdesk.platform.Facts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.stereotype.Component;

/**
 * Keys everybody anew, in the background, when the site's number plan is no longer the one that people are keyed by. What
 * was done is remembered, so that a run that was cut short goes on where it stopped; people saved meanwhile keep the keys
 * of their newest version.
 */
@Component
class Rekeying {
    private static final Logger LOG = LoggerFactory.getLogger(Rekeying.class);
    private static final String DONE = "people.keys";
    private static final String PROGRESS = "people.keys.progress";
    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final PersonKeys keys;
    private final KeyRepository repository;
    private final Facts facts;
    private final DatabaseState state;
    private volatile boolean stopped;

    Rekeying(PersonKeys keys, KeyRepository repository, Facts facts, DatabaseState state) {
        this.keys = keys;
        this.repository = repository;
        this.facts = facts;
        this.state = state;
    }

    /** A new installation keys everybody by its plan from the first person on. */
    @EventListener(ContextRefreshedEvent.class)
    void settle() {
        facts.settle(DONE, keys.fingerprint());
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (!facts.find(DONE).equals(Optional.of(keys.fingerprint()))) {
            Thread.ofVirtual().name("people-rekeying").start(this::runOn);
        }
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }

    /** Goes on where it was when the database is back. */
    private void runOn() {
        boolean done = false;
        while (!done && !stopped) {
            try {
                run();
                done = true;
            } catch (DataAccessException | TransactionException e) {
                if (!DatabaseAway.isCause(e)) {
                    throw e;
                }
                awaitDatabase();
            }
        }
    }

    private void awaitDatabase() {
        try {
            Thread.sleep(PAUSE);
            state.awaitThere(LONGEST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    /** Returns when everybody is keyed, or the application stops. */
    void run() {
        long after = progress();
        long people = 0;
        List<Long> batch = repository.after(after, BATCH);
        if (!batch.isEmpty()) {
            LOG.info("Keying people anew for the number plan of the site, from person {} on", batch.getFirst());
        }
        while (!batch.isEmpty() && !stopped) {
            key(batch);
            people += batch.size();
            after = batch.getLast();
            facts.put(PROGRESS, after + " " + keys.fingerprint());
            batch = repository.after(after, BATCH);
        }
        if (batch.isEmpty()) {
            repository.rekeyNotes(keys);
            facts.put(DONE, keys.fingerprint());
            if (people > 0) {
                LOG.info("Keyed people anew: {}", people);
            }
        }
    }

    /** Whoever is being saved right now is waited for alone, so that no two writers ever wait for each other. */
    private void key(List<Long> batch) {
        var locked = new ArrayList<>(batch);
        locked.removeAll(repository.rekeyUnlocked(batch, keys));
        locked.forEach(person -> repository.rekey(person, keys));
    }

    private long progress() {
        return facts.find(PROGRESS)
                .filter(progress -> progress.endsWith(" " + keys.fingerprint()))
                .map(progress -> Long.parseLong(progress.substring(0, progress.indexOf(' '))))
                .orElse(Long.MIN_VALUE);
    }
}
