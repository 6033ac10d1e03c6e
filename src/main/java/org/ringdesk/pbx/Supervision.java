package org.ringdesk.pbx;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Presences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keeps the connections to phone systems that are switched on, each on one node. */
@Component
class Supervision implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);

    private final Map<String, Connector> connectors;
    private final Feeds feeds;
    private final ConnectionLocks locks;
    private final ConnectionRepository repository;
    private final Intake intake;
    private final Calls calls;
    private final Presences presences;
    private final Clock clock;
    private final PbxSettings settings;
    private final String node = UUID.randomUUID().toString().substring(0, 8);
    private final Map<FeedId, Watch> watches = new HashMap<>();
    private volatile Map<FeedId, ConnectionState> elsewhere = Map.of();
    private volatile boolean running;

    /** Phone systems that are switched on and not connected to, since there are too many. */
    private volatile Set<FeedId> crowded = Set.of();

    Supervision(
            List<Connector> connectors,
            Feeds feeds,
            ConnectionLocks locks,
            ConnectionRepository repository,
            Intake intake,
            Calls calls,
            Presences presences,
            Clock clock,
            PbxSettings settings) {
        this.connectors = connectors.stream().collect(Collectors.toMap(Connector::key, Function.identity()));
        this.feeds = feeds;
        this.locks = locks;
        this.repository = repository;
        this.intake = intake;
        this.calls = calls;
        this.presences = presences;
        this.clock = clock;
        this.settings = settings;
    }

    /** How the connection of a feed is, whichever node holds it. */
    Optional<ConnectionState> of(FeedId feed) {
        return here(feed).or(() -> repository.find(feed)).filter(state -> !state.isOld(clock.instant()));
    }

    /** The same, for whoever asks often: what another node said may be some seconds old. */
    Optional<ConnectionState> lately(FeedId feed) {
        return here(feed)
                .or(() -> Optional.ofNullable(elsewhere.get(feed)))
                .filter(state -> !state.isOld(clock.instant()));
    }

    boolean connects(Feed feed) {
        return connectors.containsKey(feed.kind());
    }

    private synchronized Optional<ConnectionState> here(FeedId feed) {
        if (crowded.contains(feed)) {
            var why = new ConnectionFailed(true, "pbx.connection.too-many", Integer.toString(settings.connections()));
            return Optional.of(ConnectionState.failed(node, clock.instant(), why));
        }
        return Optional.ofNullable(watches.get(feed)).map(Watch::last);
    }

    /** Begins, ends and renews connections as the settings of the feeds want it. */
    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT1S")
    void look() {
        if (running && !connectors.isEmpty()) {
            try {
                follow(wanted());
            } catch (DataAccessException | TransactionException e) {
                LOG.debug("the feeds could not be read; connections stay as they are", e);
            }
        }
    }

    /** The first ones, as far as there is room for what they tell. */
    private Map<FeedId, Feed> wanted() {
        List<Feed> all = feeds.list().stream()
                .filter(feed -> feed.enabled() && connectors.containsKey(feed.kind()))
                .sorted(Comparator.comparingLong(feed -> feed.id().value()))
                .toList();
        crowded = all.stream().skip(settings.connections()).map(Feed::id).collect(Collectors.toSet());
        return all.stream().limit(settings.connections()).collect(Collectors.toMap(Feed::id, Function.identity()));
    }

    private synchronized void follow(Map<FeedId, Feed> wanted) {
        Map<FeedId, Watch> ended = new HashMap<>();
        watches.forEach((id, watch) -> {
            @Nullable Feed feed = wanted.get(id);
            if (feed == null || !watch.lives() || !watch.isOf(feed, secret(feed))) {
                watch.stop();
                ended.put(id, watch);
            }
        });
        ended.forEach((id, watch) -> {
            watches.remove(id);
            repository.forget(id);
            presences.forget(watch.source());
        });
        wanted.forEach((id, feed) -> watches.computeIfAbsent(id, any -> begin(feed, ended.get(id))));
    }

    private Watch begin(Feed feed, @Nullable Watch before) {
        Connector connector = connectors.get(feed.kind());
        if (connector == null) {
            throw new IllegalStateException("no connector for " + feed.kind());
        }
        var watch = new Watch(feed, secret(feed), connector, locks, this::reports, clock, node);
        watch.start(before);
        return watch;
    }

    private Watch.ReportsTo reports(Feed feed, Runnable heard, Runnable giveUp) {
        return new ConnectionReports(feed, intake, calls, presences, clock, heard, giveUp);
    }

    private String secret(Feed feed) {
        return feeds.secret(feed).orElse("");
    }

    /** Notices dead links. */
    @Scheduled(fixedRateString = "PT1S")
    void beat() {
        Instant now = clock.instant();
        all().forEach(watch -> watch.beat(now));
    }

    /** Says to the other nodes how connections are, and hears it of them. */
    @Scheduled(fixedDelayString = "PT3S")
    void report() {
        List<Watch> all = all();
        if (all.isEmpty()) {
            return;
        }
        locks.check();
        Instant now = clock.instant();
        try {
            for (Watch watch : all) {
                @Nullable ConnectionState state = watch.state(now);
                if (state != null) {
                    repository.store(watch.feed(), state);
                    forgetUnlessHeard(watch, state);
                }
            }
            elsewhere = repository.all();
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("how connections are could not be stored", e);
        }
    }

    /** A node that fell over while it was connected could not do so. */
    private void forgetUnlessHeard(Watch watch, ConnectionState state) {
        if (!state.connected()) {
            presences.forget(watch.source());
        }
    }

    /** Whether somebody sees to each phone system that is to be connected to. */
    synchronized boolean lives() {
        return watches.values().stream().allMatch(Watch::lives);
    }

    private synchronized List<Watch> all() {
        return List.copyOf(watches.values());
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        watches.values().forEach(Watch::stop);
        watches.values().forEach(Watch::join);
        watches.clear();
        locks.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
