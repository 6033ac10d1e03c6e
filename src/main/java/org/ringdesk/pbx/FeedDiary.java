package org.ringdesk.pbx;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts what feeds send and keeps the last of it. It is written down every few seconds, so that a flood costs one row's change. */
@Component
class FeedDiary {
    private final FeedRepository repository;
    private final Map<FeedId, Page> pages = new ConcurrentHashMap<>();

    FeedDiary(FeedRepository repository) {
        this.repository = repository;
    }

    void note(Feed feed, Heard heard) {
        pages.computeIfAbsent(feed.id(), id -> new Page()).add(heard);
    }

    /** Up to this moment, as far as this node was told. */
    Activity of(FeedId id) {
        write();
        return repository.activity(id);
    }

    @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT3S")
    void write() {
        pages.forEach((id, page) -> page.take().ifPresent(more -> write(id, page, more)));
    }

    private void write(FeedId id, Page page, Activity more) {
        try {
            repository.add(id, more);
        } catch (RuntimeException e) {
            page.giveBack(more);
            throw e;
        }
    }

    private static final class Page {
        private final Deque<Heard> last = new ArrayDeque<>();
        private long received;
        private long refused;

        synchronized void add(Heard heard) {
            received += heard.taken() ? 1 : 0;
            refused += heard.taken() ? 0 : 1;
            last.addFirst(heard);
            if (last.size() > Activity.KEPT) {
                last.removeLast();
            }
        }

        synchronized void giveBack(Activity activity) {
            received += activity.received();
            refused += activity.refused();
            last.addAll(activity.last());
            while (last.size() > Activity.KEPT) {
                last.removeLast();
            }
        }

        synchronized Optional<Activity> take() {
            @Nullable Heard newest = last.peekFirst();
            if (newest == null) {
                return Optional.empty();
            }
            var taken = new Activity(received, refused, newest.at(), List.copyOf(last));
            last.clear();
            received = 0;
            refused = 0;
            return Optional.of(taken);
        }
    }
}
