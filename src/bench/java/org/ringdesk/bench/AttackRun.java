package org.ringdesk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.ringdesk.bench.WorkingAgents.Felt;

/** One attack on a server at which agents work: what they felt before, during and after, and what the server held at most. */
record AttackRun(Watched server, WorkingAgents agents, Duration before, Duration during, Duration settle) {
    private static final Duration LOOK = Duration.ofMillis(500);

    /**
     * @param log what the server writes
     * @param agent the cookies of an agent who attacks from within
     */
    record Watched(int port, long pid, Path log, String agent) {}

    /**
     * A line of the table.
     *
     * @param tried how often: connections that were opened, or requests over those that were kept
     * @param heap megabytes in use, at most; the same for what follows
     */
    record Row(String attack, long tried, Felt before, Felt during, Felt after, long heap, int threads, int files, long logBytes) {
        /** What is asked of every attack. */
        boolean held() {
            return during.failed() == 0 && after.failed() == 0 && during.p99() < 1_000 && during.requests() > 0;
        }
    }

    Row run(Attack attack) throws InterruptedException, IOException {
        Felt quiet = agents.feel(before);
        long logBefore = Files.size(server.log());
        Held held;
        Felt attacked;
        long tried;
        try (Attackers attackers = Attackers.start(attack, server.port(), server.agent(), during.toMillis())) {
            agents.begin();
            held = watch(System.nanoTime() + during.toNanos());
            attacked = agents.felt();
            tried = attackers.tried();
        }
        Thread.sleep(settle);
        Felt after = agents.feel(before);
        return new Row(
                attack.name(),
                tried,
                quiet,
                attacked,
                after,
                held.heap,
                held.threads,
                held.files,
                Files.size(server.log()) - logBefore);
    }

    private static final class Held {
        private long heap;
        private int threads;
        private int files;
    }

    private Held watch(long until) throws InterruptedException, IOException {
        var held = new Held();
        while (System.nanoTime() < until) {
            Thread.sleep(LOOK);
            held.heap = Math.max(held.heap, Jvm.heapUsed(server.pid()));
            held.threads = Math.max(held.threads, Jvm.threads(server.pid()));
            held.files = Math.max(held.files, Jvm.files(server.pid()));
        }
        return held;
    }
}
