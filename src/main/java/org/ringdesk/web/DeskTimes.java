package org.ringdesk.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.TimeZoneAwareLocaleContext;
import org.springframework.stereotype.Component;

/** Reads and writes times as forms and programs spell them; one without an offset is the viewer's, a program's the desk's. */
@Component
public class DeskTimes {
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** As spreadsheets read it everywhere. */
    private static final DateTimeFormatter TABLE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final ZoneId desk;

    DeskTimes(@Value("${ringdesk.zone:}") String zone) {
        this.desk = zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone);
    }

    /** Such as {@code 2026-11-22T16:30} or {@code 2026-11-22T16:30:00+01:00}; a day alone is its beginning. */
    public Optional<Instant> read(String text) {
        try {
            return Optional.of(parse(text.strip())).filter(this::inReach);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The moment at which a range ends that goes up to and including this: the end of a day, or the time itself. */
    public Optional<Instant> readEnd(String text) {
        return text.strip().length() == "yyyy-mm-dd".length()
                ? read(text).map(start -> start.atZone(zone()).plusDays(1).toInstant())
                : read(text);
    }

    /** As a form's {@code datetime-local} wants it; empty for none. */
    public String forForm(@Nullable Instant time) {
        return time == null
                ? ""
                : LocalDateTime.ofInstant(time, zone())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
    }

    /** Such as {@code 2026-11-22 16:30:00}; empty for none. */
    public String forTable(@Nullable Instant time) {
        return time == null
                ? ""
                : LocalDateTime.ofInstant(time, zone())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .format(TABLE);
    }

    /** Of the request that is being answered. */
    public ZoneId zone() {
        TimeZone viewers = LocaleContextHolder.getLocaleContext() instanceof TimeZoneAwareLocaleContext aware
                ? aware.getTimeZone()
                : null;
        return viewers == null ? desk : viewers.toZoneId();
    }

    private Instant parse(String text) {
        if (text.length() == "yyyy-mm-dd".length()) {
            return LocalDate.parse(text).atStartOfDay(zone()).toInstant();
        }
        boolean offset = text.matches(".*(Z|z|[+-]\\d\\d(:?\\d\\d)?)$") && text.length() > "yyyy-mm-ddThh:mm".length();
        return offset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone()).toInstant();
    }

    private boolean inReach(Instant time) {
        return time.isAfter(Instant.EPOCH) && time.isBefore(LAST);
    }
}
