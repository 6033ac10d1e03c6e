package org.ringdesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * Tokens that were good a moment ago. One that is revoked here is refused at once, on other nodes after ten seconds. While the
 * database is slow a token goes on for five minutes: a phone system does not wait for it with its call. What is no token is told
 * in memory.
 */
@Component
class KnownTokens implements AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration GOOD = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMillis(40);
    private static final int MOST = 1_000;

    private final ApiTokenRepository repository;
    private final Clock clock;
    private final Map<String, Known> tokens = new ConcurrentHashMap<>();
    private final Map<String, Future<Optional<ApiClient>>> readings = new ConcurrentHashMap<>();
    private final KnownHashes hashes;
    private final AtomicLong revocations = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    KnownTokens(ApiTokenRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        this.hashes = new KnownHashes(repository::hashes, clock);
    }

    private record Known(ApiClient client, long revocations, Instant read) {}

    Optional<ApiClient> client(String value) {
        byte[] hash = Secrets.hash(value);
        Known known = tokens.get(HexFormat.of().formatHex(hash));
        Instant now = clock.instant();
        if (known == null) {
            return hashes.mayHave(hash) ? read(hash) : Optional.empty();
        }
        if (known.revocations() != revocations.get() || now.isAfter(known.read().plus(GOOD))) {
            return read(hash);
        }
        return now.isBefore(known.read().plus(FRESH)) ? Optional.of(known.client()) : again(hash, known);
    }

    /** Whether that was a token when all were read last. Waits for nothing. */
    boolean isToken(byte[] hash) {
        return hashes.hadLast(hash);
    }

    /** A token was made here. */
    void made(byte[] hash) {
        hashes.forget();
        hashes.mayHave(hash);
    }

    /** What was being read meanwhile counts as old. */
    void forget() {
        revocations.incrementAndGet();
    }

    private Optional<ApiClient> again(byte[] hash, Known known) {
        Future<Optional<ApiClient>> reading = readings.computeIfAbsent(
                HexFormat.of().formatHex(hash),
                key -> threads.submit(() -> {
                    try {
                        return read(hash);
                    } finally {
                        readings.remove(key);
                    }
                }));
        try {
            return reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.of(known.client());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<ApiClient> read(byte[] hash) {
        String key = HexFormat.of().formatHex(hash);
        long before = revocations.get();
        Optional<ApiClient> read = repository.use(hash, clock.instant());
        if (tokens.size() >= MOST) {
            tokens.clear();
        }
        read.ifPresentOrElse(
                client -> tokens.put(key, new Known(client, before, clock.instant())), () -> tokens.remove(key));
        return read;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
