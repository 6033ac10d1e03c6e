package org.ringdesk.web;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants pages to be.
 *
 * @param language null: as the browser asks
 * @param zone an IANA name such as {@code Europe/Berlin}, or empty: the desk's own
 * @param singleKeys whether keys without Ctrl or Alt do anything (WCAG 2.2, 2.1.4)
 */
public record Preferences(@Nullable Language language, String zone, Theme theme, boolean singleKeys) {
    /** Of whoever has chosen nothing. */
    public static final Preferences NONE = new Preferences(null, "", Theme.SYSTEM, true);

    /** Empty for the desk's own, and for a zone that this server's time zone data does not know any more. */
    Optional<ZoneId> zoneId() {
        try {
            return zone.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(zone));
        } catch (DateTimeException gone) {
            return Optional.empty();
        }
    }
}
