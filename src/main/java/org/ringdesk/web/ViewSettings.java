package org.ringdesk.web;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What holds for whoever has chosen nothing.
 *
 * @param zone an IANA time zone; empty: the machine's
 * @param language where a browser asks for no language that Ringdesk has
 */
@ConfigurationProperties("ringdesk")
record ViewSettings(
        @DefaultValue("") String zone, @DefaultValue("en") String language) {
    ViewSettings {
        if (Language.of(language).isEmpty()) {
            throw new IllegalArgumentException(
                    "The setting ringdesk.language is '%s', but has to be en or de.".formatted(language));
        }
        try {
            ZoneId.of(zone.isBlank() ? "UTC" : zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "The setting ringdesk.zone is '%s', but has to be a time zone such as Europe/Berlin."
                            .formatted(zone),
                    e);
        }
    }

    ZoneId zoneId() {
        return zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone);
    }

    Language fallback() {
        return Language.of(language).orElse(Language.ENGLISH);
    }
}
