package org.ringdesk.agents;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.web.Preferences;
import org.springframework.context.MessageSourceResolvable;

/**
 * What people see of their own account.
 *
 * @param seat where calls reach them
 * @param current what is wrong with the current password, or null
 * @param chosen what is wrong with the new one, or null
 */
public record OwnAccountPage(
        Account account,
        Preferences preferences,
        OwnSeat seat,
        @Nullable MessageSourceResolvable current,
        @Nullable MessageSourceResolvable chosen) {
    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*")
                    || zone.equals("UTC"))
            .sorted()
            .toList();

    /** The time zones to choose from: those named after a place, and UTC. */
    public List<String> zones() {
        String own = preferences.zone();
        return own.isEmpty() || ZONES.contains(own)
                ? ZONES
                : Stream.concat(Stream.of(own), ZONES.stream()).toList();
    }
}
