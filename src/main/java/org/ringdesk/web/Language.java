package org.ringdesk.web;

import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.AcceptLanguage;

/** A language that every page is written in: a complete set of {@code messages/*.properties}. */
public enum Language {
    ENGLISH(Locale.ENGLISH, "English", "d MMM yyyy, HH:mm"),
    GERMAN(Locale.GERMAN, "Deutsch", "dd.MM.yyyy, HH:mm");

    private final Locale locale;
    private final String ownName;
    private final DateTimeFormatter dateTime;

    Language(Locale locale, String ownName, String dateTime) {
        this.locale = locale;
        this.ownName = ownName;
        this.dateTime = DateTimeFormatter.ofPattern(dateTime, locale);
    }

    public Locale locale() {
        return locale;
    }

    /** As in {@code <html lang>}, such as {@code de}. */
    public String tag() {
        return locale.getLanguage();
    }

    /** What its speakers call it, as lists of languages show it whatever the page's own. */
    public String ownName() {
        return ownName;
    }

    DateTimeFormatter dateTime() {
        return dateTime;
    }

    /** Of a tag such as {@code de} or {@code de-AT}. */
    public static Optional<Language> of(@Nullable String tag) {
        String primary = tag == null ? "" : tag.strip().split("[-_]", 2)[0];
        return Arrays.stream(values())
                .filter(language -> language.tag().equalsIgnoreCase(primary))
                .findFirst();
    }

    static Language of(Locale locale) {
        return of(locale.getLanguage()).orElse(ENGLISH);
    }

    /** The one that an Accept-Language header (RFC 9110, section 12.5.4) likes best; empty if it names none of these. */
    static Optional<Language> accepted(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(AcceptLanguage.first(header)).stream()
                    .filter(range -> range.getWeight() > 0)
                    .flatMap(range -> of(range.getRange()).stream())
                    .findFirst();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
