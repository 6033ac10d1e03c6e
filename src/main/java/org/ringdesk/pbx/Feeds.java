package org.ringdesk.pbx;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Secrets;
import org.ringdesk.calls.SourceNames;
import org.ringdesk.pbx.FeedRepository.Keyed;
import org.ringdesk.platform.DatabaseAway;
import org.ringdesk.platform.DatabaseState;
import org.ringdesk.platform.Fresh;
import org.ringdesk.platform.Refused;
import org.ringdesk.platform.Seal;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * The feeds: what may tell of calls. There are few of them, so that all are kept in memory; a change made here is seen at
 * once, one made by another node within five seconds. Of a token only the hash is kept; it is shown once.
 */
@Service
public class Feeds implements SourceNames {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST = 200;

    private final FeedRepository repository;
    private final Seal seal;
    private final Clock clock;
    private final DatabaseState state;
    private final Fresh<List<Keyed>> feeds;

    Feeds(FeedRepository repository, Seal seal, Clock clock, DatabaseState state) {
        this.repository = repository;
        this.seal = seal;
        this.clock = clock;
        this.state = state;
        this.feeds = new Fresh<>(() -> List.copyOf(repository.all()), clock, FRESH);
    }

    /**
     * What a new feed's messages are known by, never to be had again.
     *
     * @param secret what they are signed with, or empty where they are not
     */
    public record Access(FeedId feed, String token, String secret) {}

    /** The oldest first. */
    public List<Feed> list() {
        return keyed().stream().map(Keyed::feed).toList();
    }

    public Optional<Feed> find(FeedId id) {
        return list().stream().filter(feed -> feed.id().equals(id)).findFirst();
    }

    /** Switched-on feeds of a kind, the oldest first. */
    public List<Feed> enabled(String kind) {
        return list().stream()
                .filter(feed -> feed.enabled() && feed.kind().equals(kind))
                .toList();
    }

    /** The feed of a kind that there is one of. */
    public Feed only(String kind) {
        return list().stream()
                .filter(feed -> feed.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<String> name(String source) {
        return list().stream()
                .filter(feed -> feed.source().equals(source))
                .map(Feed::name)
                .findFirst();
    }

    /** @throws Refused 404 when there is none */
    public Feed get(FeedId id) {
        return find(id).orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "pbx.feed.gone"));
    }

    /** The feed that the token belongs to, whether it is on or off. */
    public Optional<Feed> withToken(String kind, String token) {
        String hash = HexFormat.of().formatHex(Secrets.hash(token));
        return keyed().stream()
                .filter(keyed -> keyed.feed().kind().equals(kind) && hash.equals(keyed.tokenHash()))
                .map(Keyed::feed)
                .findFirst();
    }

    /** The feed of any kind that the token belongs to, as far as memory knows. Waits for nothing. */
    Optional<FeedId> remembered(String token) {
        String hash = HexFormat.of().formatHex(Secrets.hash(token));
        return feeds.last().stream()
                .flatMap(List::stream)
                .filter(keyed -> hash.equals(keyed.tokenHash()))
                .map(keyed -> keyed.feed().id())
                .findFirst();
    }

    /** What the feed's messages are signed with; empty where they are not. */
    public Optional<String> secret(Feed feed) {
        return keyed().stream()
                .filter(keyed -> keyed.feed().id().equals(feed.id()) && keyed.secret() != null)
                .findFirst()
                .flatMap(keyed -> seal.open(FeedSecrets.PURPOSE, String.valueOf(keyed.secret())));
    }

    /** @throws Refused 409 when there are {@value #MOST} already */
    public Access add(FeedKind kind, String name, Map<String, String> settings) {
        if (keyed().size() >= MOST) {
            throw new Refused(HttpStatus.CONFLICT, "pbx.feed.too-many", MOST);
        }
        String token = Secrets.fresh();
        String secret = signed(kind) ? Secrets.fresh() : "";
        FeedId id = repository
                .insert(kind.key(), name, Secrets.hash(token), sealed(secret), settings, clock.instant())
                .orElseThrow();
        forget();
        return new Access(id, token, secret);
    }

    /** Makes a feed with a given token unless there is one; for demonstrations and tests, where the token is public. */
    public void put(FeedKind kind, String name, String token, Map<String, String> settings) {
        String secret = signed(kind) ? token : "";
        repository.insert(kind.key(), name, Secrets.hash(token), sealed(secret), settings, clock.instant());
        forget();
    }

    /**
     * Makes a feed that Ringdesk connects to by itself.
     *
     * @throws Refused 409 when there are {@value #MOST} already
     */
    public FeedId connect(Connector kind, String name, Map<String, String> settings, String secret) {
        if (keyed().size() >= MOST) {
            throw new Refused(HttpStatus.CONFLICT, "pbx.feed.too-many", MOST);
        }
        FeedId id = repository
                .insert(kind.key(), name, null, sealed(secret), settings, clock.instant())
                .orElseThrow();
        forget();
        return id;
    }

    /** Gives the feed another secret to sign in with. */
    public void keep(Feed feed, String secret) {
        repository.renew(feed.id(), null, sealed(secret));
        forget();
    }

    /** Stores everything of the feed but its kind. */
    public void change(Feed feed) {
        change(feed, "");
    }

    /**
     * Stores the feed and another secret at once, so that no connection is made with one of the two.
     *
     * @param secret empty where it stays as it is
     */
    void change(Feed feed, String secret) {
        repository.change(feed, sealed(secret));
        forget();
    }

    /** Gives the feed another token and, where it has one, another secret; the old ones are refused at once. */
    public Access renew(Feed feed, FeedKind kind) {
        String token = Secrets.fresh();
        String secret = signed(kind) ? Secrets.fresh() : "";
        repository.renew(feed.id(), Secrets.hash(token), sealed(secret));
        forget();
        return new Access(feed.id(), token, secret);
    }

    /** What it told of calls stays. */
    public void delete(FeedId id) {
        repository.delete(id);
        forget();
    }

    private static boolean signed(FeedKind kind) {
        return kind.access() == FeedKind.Access.SIGNED;
    }

    private @Nullable String sealed(String secret) {
        return secret.isEmpty() ? null : seal.close(FeedSecrets.PURPOSE, secret);
    }

    /** While the database is away what was read last goes on to hold, since nobody can change it then. */
    private List<Keyed> keyed() {
        Optional<List<Keyed>> last = feeds.last();
        if (last.isPresent() && !state.isThere()) {
            return last.get();
        }
        try {
            return feeds.get();
        } catch (DataAccessException e) {
            if (last.isEmpty() || !DatabaseAway.isCause(e)) {
                throw e;
            }
            return last.get();
        }
    }

    private void forget() {
        feeds.forget();
    }
}
