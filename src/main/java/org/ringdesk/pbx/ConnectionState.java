package org.ringdesk.pbx;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is.
 *
 * @param node that holds it
 * @param since when it is so
 * @param version of the phone system, or empty
 * @param problem key of the text that says why it is not connected, or empty
 * @param facts that text is filled in with
 * @param lacks keys of texts that say what the account may not do
 * @param messages that came since it was connected
 * @param perSecond messages a second lately
 * @param lastMessageAt null where none came yet
 * @param seenAt when the node said so
 */
public record ConnectionState(
        String node,
        Phase phase,
        Instant since,
        String version,
        String problem,
        List<String> facts,
        List<String> lacks,
        long messages,
        int perSecond,
        @Nullable Instant lastMessageAt,
        Instant seenAt) {
    /** What is older was said by a node that is gone. */
    private static final Duration GONE = Duration.ofSeconds(20);

    /** Where a connection stands. */
    public enum Phase {
        CONNECTING,
        CONNECTED,
        FAILED
    }

    static ConnectionState connecting(String node, Instant now) {
        return new ConnectionState(node, Phase.CONNECTING, now, "", "", List.of(), List.of(), 0, 0, null, now);
    }

    static ConnectionState connected(String node, Instant now, String version, List<String> lacks) {
        return new ConnectionState(node, Phase.CONNECTED, now, version, "", List.of(), lacks, 0, 0, null, now);
    }

    static ConnectionState failed(String node, Instant now, ConnectionFailed why) {
        return new ConnectionState(node, Phase.FAILED, now, "", why.key(), why.facts(), List.of(), 0, 0, null, now);
    }

    ConnectionState with(long heard, int rate, @Nullable Instant lastAt, Instant now) {
        return new ConnectionState(node, phase, since, version, problem, facts, lacks, heard, rate, lastAt, now);
    }

    public boolean connected() {
        return phase == Phase.CONNECTED;
    }

    boolean isOld(Instant now) {
        return seenAt.isBefore(now.minus(GONE));
    }

    /** As in keys of texts. */
    public String word() {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
