package org.ringdesk.records;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What records are filed under: statuses, categories, templates. Kept in memory, so that a page asks nothing of the
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
            Map<Button, Status> given,
            Categories categories,
            List<RecordTemplate> templates,
            Instant readAt) {}

    /** What gives a record a status by itself. Without a status of its own, a button gives the first that fits. */
    enum Button {
        NEW(false),
        LOG_AND_CLOSE(true),
        CLOSE(true),
        REOPEN(false);

        private final boolean closes;

        Button(boolean closes) {
            this.closes = closes;
        }

        static Button named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** In the order in which a record usually goes through them. */
    public List<Status> statuses() {
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
        return statuses().stream()
                .filter(status -> status.name().equalsIgnoreCase(name)
                        || status.id().toString().equals(name))
                .findFirst();
    }

    /** What a record has before anybody worked on it. */
    public Status firstStatus() {
        return given(Button.NEW);
    }

    /** What a record gets that was solved while the caller was on the line. */
    public Status solvedStatus() {
        return given(Button.LOG_AND_CLOSE);
    }

    /** What a record gets from its page's Close. */
    Status closedStatus() {
        return given(Button.CLOSE);
    }

    /** What a record gets from its page's Reopen. */
    Status reopenedStatus() {
        return given(Button.REOPEN);
    }

    private Status given(Button button) {
        Status named = entries().given().get(button);
        return named != null
                ? named
                : statuses().stream()
                        .filter(status -> status.closed() == button.closes)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("no status for " + button));
    }

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

    private Entries refreshed() {
        Entries read = repository.read(clock.instant());
        entries = read;
        return read;
    }

    private static Optional<Status> status(Entries entries, StatusId id) {
        return entries.statuses().stream()
                .filter(status -> status.id().equals(id))
                .findFirst();
    }
}
