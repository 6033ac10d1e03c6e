package org.ringdesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Optional;
import org.ringdesk.bounds.Subnet;
import org.springframework.stereotype.Component;

/**
 * Links that are too long for an address, while their opener signs in: two hundred of at most 48 kB, ten of one address, half an
 * hour. Where there are more, the oldest goes, first of the same address.
 */
@Component
class OpenedLinks {
    private static final int MOST = 200;
    private static final int MOST_EACH = 10;
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final Clock clock;
    private final SequencedMap<String, Opened> opened = new LinkedHashMap<>();

    OpenedLinks(Clock clock) {
        this.clock = clock;
    }

    private record Opened(String link, String subnet, Instant until) {}

    /** Returns the name by which it is found again. */
    synchronized String keep(String link, String address) {
        Instant now = clock.instant();
        String subnet = Subnet.of(address);
        opened.values().removeIf(old -> old.until().isBefore(now));
        if (opened.values().stream().filter(old -> old.subnet().equals(subnet)).count() >= MOST_EACH) {
            removeOldest(subnet);
        } else if (opened.size() >= MOST) {
            opened.pollFirstEntry();
        }
        String name = Secrets.fresh();
        opened.put(name, new Opened(link, subnet, now.plus(KEPT)));
        return name;
    }

    synchronized Optional<String> get(String name) {
        return Optional.ofNullable(opened.get(name))
                .filter(found -> clock.instant().isBefore(found.until()))
                .map(Opened::link);
    }

    private void removeOldest(String subnet) {
        for (Iterator<Opened> each = opened.values().iterator(); each.hasNext(); ) {
            if (each.next().subnet().equals(subnet)) {
                each.remove();
                return;
            }
        }
    }
}
