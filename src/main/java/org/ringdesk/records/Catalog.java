package org.ringdesk.records;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What records are filed under: statuses, categories, templates, priorities. Kept in memory, so that a page asks nothing of the
 * database for it; a change made elsewhere shows after at most {@link #FRESH}.
 */
@Service
public class Catalog {
    static final Duration FRESH = Duration.ofSeconds(10);

    private final CatalogRepository repository;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Entries entries;

    Catalog(CatalogRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** All at one moment. */
    record Entries(
            List<Status> statuses,
            Map<StatusButton, StatusId> given,
            Categories categories,
            List<RecordTemplate> templates,
            PriorityMatrix matrix,
            Instant readAt) {}

    /** What a record may be given, in the order in which it usually goes through them. */
    public List<Status> statuses() {
        return allStatuses().stream().filter(status -> !status.retired()).toList();
    }

    /** The same with the retired ones, which records may still have. */
    public List<Status> allStatuses() {
        return entries().statuses();
    }

    /** The status of a record: the database vouches for it, so where it is not known yet it is asked again. */
    Status statusOf(StatusId id) {
        return status(entries(), id)
                .or(() -> status(refreshed(), id))
                .orElseThrow(() -> new IllegalStateException("no status " + id));
    }

    /** The category of a record, likewise. */
    Category categoryOf(CategoryId id) {
        return categories()
                .find(id)
                .or(() -> refreshed().categories().find(id))
                .orElseThrow(() -> new IllegalStateException("no category " + id));
    }

    /** By number or by name, ignoring case. */
    public Optional<Status> status(String text) {
        String name = text.strip();
        return allStatuses().stream()
                .filter(status -> status.name().equalsIgnoreCase(name)
                        || status.id().toString().equals(name))
                .findFirst();
    }

    /** What a record has before anybody worked on it. */
    public Status firstStatus() {
        return givenBy(StatusButton.NEW);
    }

    /** What a record gets that was solved while the caller was on the line. */
    public Status solvedStatus() {
        return givenBy(StatusButton.LOG_AND_CLOSE);
    }

    /** What a record gets from its page's Close. */
    Status closedStatus() {
        return givenBy(StatusButton.CLOSE);
    }

    /** What a record gets from its page's Reopen. */
    Status reopenedStatus() {
        return givenBy(StatusButton.REOPEN);
    }

    /** What a record gets from a button. */
    public Status givenBy(StatusButton button) {
        return statusOf(Objects.requireNonNull(entries().given().get(button)));
    }

    /** Which priority follows from urgency and impact. */
    public PriorityMatrix priorities() {
        return entries().matrix();
    }

    /** The tree, what is retired included. */
    public Categories categories() {
        return entries().categories();
    }

    public List<RecordTemplate> templates() {
        return entries().templates();
    }

    public Optional<RecordTemplate> template(int id) {
        return templates().stream().filter(template -> template.id() == id).findFirst();
    }

    private Entries entries() {
        Entries known = entries;
        if (known != null && clock.instant().isBefore(known.readAt().plus(FRESH))) {
            return known;
        }
        // While one request reads, the others go on with what was known; only at the start do they have to wait.
        if (known != null && !reading.tryLock()) {
            return known;
        }
        if (known == null) {
            reading.lock();
        }
        try {
            return refreshed();
        } finally {
            reading.unlock();
        }
    }

    /** Reads anew: after a change, and for who is about to make one. */
    public void refresh() {
        refreshed();
    }

    /** One reads at a time, so that what was read first never replaces what was read last. */
    private Entries refreshed() {
        reading.lock();
        try {
            Entries read = repository.read(clock.instant());
            entries = read;
            return read;
        } finally {
            reading.unlock();
        }
    }

    private static Optional<Status> status(Entries entries, StatusId id) {
        return entries.statuses().stream()
                .filter(status -> status.id().equals(id))
                .findFirst();
    }
}
