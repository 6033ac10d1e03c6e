package org.ringdesk.agents;

import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.Language;
import org.ringdesk.web.Preferences;
import org.ringdesk.web.Theme;
import org.springframework.http.HttpStatus;

/** What an account's holder has chosen; each empty for what the browser, the desk or the system has. */
record PreferencesForm(
        @Nullable String language,
        @Nullable String zone,
        @Nullable String theme,
        @Nullable Boolean singleKeys) {

    /** @throws Refused 422 for what no list of the page offers */
    Preferences chosen() {
        return new Preferences(
                text(language).map(this::language).orElse(null),
                text(zone).map(this::zone).orElse(""),
                text(theme).map(this::theme).orElse(Theme.SYSTEM),
                Boolean.TRUE.equals(singleKeys));
    }

    private Language language(String tag) {
        return Language.of(tag).orElseThrow(() -> refused(tag));
    }

    private String zone(String id) {
        if (!ZoneId.getAvailableZoneIds().contains(id)) {
            throw refused(id);
        }
        return id;
    }

    private Theme theme(String key) {
        return Theme.of(key).orElseThrow(() -> refused(key));
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    private static Refused refused(String value) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "agents.preferences.no-choice", value);
    }
}
