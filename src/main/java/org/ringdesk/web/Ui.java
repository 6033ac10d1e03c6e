package org.ringdesk.web;

import gg.jte.Content;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;

/**
 * What a template needs besides its own page: texts, the viewer, the CSRF token, addresses of static files, local times.
 * Every template's first parameter.
 *
 * @param viewer null while nobody is signed in
 * @param deskZone what the zone of whoever has chosen none is
 * @param csrf the token that a form has to carry, or empty where no form is possible
 * @param assets turns a static path into the one with its content's hash
 * @param features switched-on extras that the layout has a place for, such as the demo's start page
 * @param fragments what was rendered before for everybody
 * @param flash what the request before this one wants said, once; empty if nothing
 */
public record Ui(
        MessageSource messages,
        Locale locale,
        ZoneId zone,
        ZoneId deskZone,
        @Nullable Viewer viewer,
        String csrf,
        UnaryOperator<String> assets,
        Set<String> features,
        Fragments fragments,
        String flash) {

    public String text(String key, Object... args) {
        return Objects.requireNonNullElse(messages.getMessage(key, args, key, locale), key);
    }

    public String text(MessageSourceResolvable message) {
        return messages.getMessage(message, locale);
    }

    /**
     * A part of a page that is the same for all viewers of a language as long as they are shown the very same value; rendered
     * once.
     */
    public Content same(Object shown, Content content) {
        return fragments.of(shown, locale, content);
    }

    /** The address of a static file, such as {@code /css/ringdesk.css}; cacheable for ever. */
    public String asset(String path) {
        return assets.apply(path);
    }

    /** Date and time as the viewer's clock shows them. */
    public String time(Instant instant) {
        return Language.of(locale).dateTime().format(instant.atZone(zone));
    }

    /** The theme that the viewer has chosen, {@code light} or {@code dark}; null: as the system has it. */
    public @Nullable String theme() {
        Theme theme = viewer == null ? Theme.SYSTEM : viewer.preferences().theme();
        return theme == Theme.SYSTEM ? null : theme.key();
    }

    /** Whether keys without Ctrl or Alt may do something. */
    public boolean singleKeys() {
        return viewer == null || viewer.preferences().singleKeys();
    }

    /** How long ago in the coarsest fitting unit, such as {@code 3 d}. */
    public String ago(Instant instant, Instant now) {
        long seconds = Math.max(0, now.getEpochSecond() - instant.getEpochSecond());
        if (seconds < 60) {
            return text("time.now");
        }
        if (seconds < 3600) {
            return text("time.minutes", seconds / 60);
        }
        if (seconds < 86_400) {
            return text("time.hours", seconds / 3600);
        }
        return text("time.days", seconds / 86_400);
    }

    /** The first letters of the first and the last word of a name, such as {@code DR}. */
    public String initials(String name) {
        String[] words = name.strip().split("\\s+", -1);
        String first = words[0];
        String last = words.length > 1 ? words[words.length - 1] : "";
        return (letter(first) + letter(last)).toUpperCase(locale);
    }

    private static String letter(String word) {
        return word.isEmpty() ? "" : Character.toString(word.codePointAt(0));
    }

    public boolean has(String feature) {
        return features.contains(feature);
    }
}
