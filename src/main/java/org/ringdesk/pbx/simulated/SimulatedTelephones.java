package org.ringdesk.pbx.simulated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.Presence.Device;
import org.ringdesk.calls.Presence.Membership;
import org.ringdesk.calls.Presences;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Feeds;
import org.ringdesk.platform.Refused;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The telephones of the pretended phone system: those of its queues, which they are logged in to. Whether one is in use is
 * not pretended; calls say so.
 */
@Component
class SimulatedTelephones {
    /** What somebody who presses the button says. */
    private static final String REASON = "lunch";

    private final Feeds feeds;
    private final Presences presences;

    SimulatedTelephones(Feeds feeds, Presences presences) {
        this.feeds = feeds;
        this.presences = presences;
    }

    @EventListener
    void begin(ApplicationReadyEvent ready) {
        list();
    }

    /** As they are; one that is new in a queue is logged in there and signed in. */
    List<Presence> list() {
        Feed feed = feeds.only(SimulatedKind.KEY);
        Map<String, Presence> known = presences.at(feed.source());
        List<Presence> now = new ArrayList<>();
        if (feed.enabled()) {
            queues(feed).forEach((extension, queues) -> now.add(now(extension, queues, known)));
        }
        if (now.size() != known.size() || !known.values().containsAll(now)) {
            presences.settle(feed.source(), now);
        }
        return now;
    }

    private static Presence now(String extension, List<String> queues, Map<String, Presence> known) {
        Presence before = known.getOrDefault(extension, new Presence(extension, Device.REACHABLE, List.of()));
        boolean paused = before.paused();
        return new Presence(
                extension,
                before.device(),
                queues.stream()
                        .map(queue -> new Membership(queue, paused, REASON))
                        .toList());
    }

    private static Map<String, List<String>> queues(Feed feed) {
        Map<String, List<String>> queues = new LinkedHashMap<>();
        Queues.of(feed.setting(SimulatedKind.QUEUES))
                .all()
                .forEach(queue -> queue.extensions()
                        .forEach(extension -> queues.computeIfAbsent(extension, any -> new ArrayList<>())
                                .add(queue.name())));
        return queues;
    }

    /**
     * Presses a button of a telephone.
     *
     * @param what {@code pause}, {@code go-on}, {@code unplug} or {@code plug}
     * @throws Refused 422 for another button or telephone
     */
    void press(String what, String extension) {
        Presence before = list().stream()
                .filter(presence -> presence.extension().equals(extension))
                .findFirst()
                .orElseThrow(SimulatedTelephones::nothing);
        presences.tell(
                feeds.only(SimulatedKind.KEY).source(),
                List.of(
                        switch (what) {
                            case "pause" -> paused(before, true);
                            case "go-on" -> paused(before, false);
                            case "unplug" -> new Presence(extension, Device.UNREACHABLE, before.queues());
                            case "plug" -> new Presence(extension, Device.REACHABLE, before.queues());
                            default -> throw nothing();
                        }));
    }

    private static Presence paused(Presence before, boolean paused) {
        return new Presence(
                before.extension(),
                before.device(),
                before.queues().stream()
                        .map(queue -> new Membership(queue.queue(), paused, REASON))
                        .toList());
    }

    private static Refused nothing() {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.simulated.gone");
    }
}
