package org.ringdesk.calls;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a phone system says of the telephone at an extension, besides calls.
 *
 * @param queues those that calls reach it from, by name
 */
public record Presence(String extension, Device device, List<Membership> queues) {
    private static final int MOST_QUEUES = 50;

    public Presence {
        extension = About.clean(extension);
        queues = queues.stream()
                .sorted(Comparator.comparing(Membership::queue))
                .limit(MOST_QUEUES)
                .toList();
    }

    /** A telephone as its phone system sees it. That somebody talks there is told by calls only. */
    public enum Device {
        UNKNOWN,
        /** It is signed in; whether it is in use is not known. */
        REACHABLE,
        FREE,
        RINGING,
        BUSY,
        /** It is not signed in, so that it never rings. */
        UNREACHABLE;

        /** As in the database, and in keys of texts. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A queue that somebody is logged in to.
     *
     * @param reason of the pause, as the phone system has it; often empty
     */
    public record Membership(String queue, boolean paused, String reason) {
        public Membership {
            queue = About.clean(queue);
            reason = paused ? About.clean(reason) : "";
        }
    }

    public boolean unreachable() {
        return device == Device.UNREACHABLE;
    }

    /** Whether calls of no queue reach it, though it is logged in to some. */
    public boolean paused() {
        return !queues.isEmpty() && queues.stream().allMatch(Membership::paused);
    }

    /** Of several telephones of somebody, of which the one that says most counts. */
    public static Presence together(List<Presence> several) {
        Device device = several.stream()
                .map(Presence::device)
                .max(Comparator.comparingInt(Presence::weight))
                .orElse(Device.UNKNOWN);
        Stream<Membership> queues =
                several.stream().flatMap(presence -> presence.queues().stream()).distinct();
        return new Presence(several.isEmpty() ? "" : several.getFirst().extension(), device, queues.toList());
    }

    /** Whoever has one telephone that rings is reached. */
    private static int weight(Device device) {
        return switch (device) {
            case UNKNOWN -> 0;
            case UNREACHABLE -> 1;
            case REACHABLE -> 2;
            case FREE -> 3;
            case BUSY -> 4;
            case RINGING -> 5;
        };
    }
}
