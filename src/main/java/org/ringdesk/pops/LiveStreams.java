package org.ringdesk.pops;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.AccountsChanged;
import org.ringdesk.agents.OpenSignIn;
import org.ringdesk.agents.OpenSignIns;
import org.ringdesk.platform.Refused;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** The streams that are connected to this node. */
@Component
class LiveStreams implements SmartLifecycle {
    /** Of one agent at a time; who is further behind than this gets the state instead. */
    static final int MOST_AT_ONCE = 200;

    private final NoticeRepository notices;
    private final OpenSignIns signIns;
    private final PopSettings settings;
    private final Map<AccountId, Set<LiveStream>> streams = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile boolean running;

    LiveStreams(NoticeRepository notices, OpenSignIns signIns, PopSettings settings) {
        this.notices = notices;
        this.signIns = signIns;
        this.settings = settings;
    }

    /** @throws Refused 503 where this node has as many as it can bear */
    void refuseMoreThanFit() {
        if (count.get() >= settings.allStreams()) {
            throw new Refused(HttpStatus.SERVICE_UNAVAILABLE, "pops.refused.streams");
        }
    }

    /** The oldest of the agent's give way where there are too many: those of tabs that were reloaded or forgotten. */
    void add(LiveStream stream) {
        Set<LiveStream> all = streams.compute(stream.agent(), (agent, known) -> {
            Set<LiveStream> theirs = known == null ? new CopyOnWriteArraySet<>() : known;
            theirs.add(stream);
            return theirs;
        });
        count.incrementAndGet();
        if (stream.isOver()) { // Before it was known here, so that nobody has removed it.
            remove(stream);
        }
        all.stream().limit(Math.max(0, all.size() - settings.streams())).forEach(LiveStream::close);
    }

    void remove(LiveStream stream) {
        streams.computeIfPresent(stream.agent(), (agent, known) -> {
            if (known.remove(stream)) {
                count.decrementAndGet();
            }
            return known.isEmpty() ? null : known;
        });
    }

    int count() {
        return count.get();
    }

    void deliverAll() {
        deliver(streams.keySet());
    }

    /** Tells the streams of these agents what they have not said yet. Safe for several threads at once. */
    void deliver(Collection<AccountId> agents) {
        Map<AccountId, Long> positions = positions(agents);
        while (!positions.isEmpty()) {
            List<Notice> unsaid = notices.after(positions, MOST_AT_ONCE);
            Map<AccountId, Integer> said = new HashMap<>();
            for (Notice notice : unsaid) {
                said.merge(notice.agent(), 1, Integer::sum);
                byte[] text = LiveStream.text(notice);
                of(notice.agent()).forEach(stream -> stream.say(notice, text));
            }
            positions = positions(said.entrySet().stream()
                    .filter(agent -> agent.getValue() == MOST_AT_ONCE)
                    .map(Map.Entry::getKey)
                    .toList());
        }
    }

    private Map<AccountId, Long> positions(Collection<AccountId> agents) {
        Map<AccountId, Long> positions = new HashMap<>();
        for (AccountId agent : agents) {
            of(agent).stream()
                    .filter(LiveStream::begun)
                    .mapToLong(LiveStream::position)
                    .min()
                    .ifPresent(position -> positions.put(agent, position));
        }
        return positions;
    }

    Set<LiveStream> of(AccountId agent) {
        return streams.getOrDefault(agent, Set.of());
    }

    private List<LiveStream> all() {
        List<LiveStream> all = new ArrayList<>();
        streams.values().forEach(all::addAll);
        return all;
    }

    @Scheduled(fixedDelay = 1_000)
    void beat() {
        all().forEach(LiveStream::beat);
    }

    /** Sign-outs, disabled accounts and new passwords of other nodes; those of this one are seen at once. */
    @Scheduled(fixedDelay = 10_000)
    void endWhatIsNotAllowedAnyMore() {
        List<LiveStream> all = all();
        if (all.isEmpty()) {
            return;
        }
        Set<OpenSignIn> holding =
                signIns.holding(all.stream().map(LiveStream::signIn).toList());
        all.stream().filter(stream -> !holding.contains(stream.signIn())).forEach(LiveStream::close);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(AccountsChanged changed) {
        if (asked.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::lookAgain);
        }
    }

    /** One looks, and one at most waits to look at what changed meanwhile. */
    private void lookAgain() {
        looking.lock();
        try {
            asked.set(false);
            endWhatIsNotAllowedAnyMore();
        } finally {
            looking.unlock();
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the server waits for requests to end: streams do not. */
    @Override
    public void stop() {
        running = false;
        all().forEach(LiveStream::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
