package org.ringdesk.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What keeps a phone system within bounds. */
class BoundsTest {
    @Test
    void textHasNoControlCharactersAndNoHalves() {
        assertThat(Cleaned.text("plain Zoë 😀", 100)).isEqualTo("plain Zoë 😀");
        assertThat(Cleaned.text("a\0b\u001b[31m\u009b\r\n\tc\ud83d", 100)).isEqualTo("ab[31mc");
        assertThat(Cleaned.text("ab😀", 3)).isEqualTo("ab");
        assertThat(Cleaned.line("a\u202eb\u2028c\u200bd\ufeff" + "x".repeat(200)))
                .startsWith("abcdx")
                .hasSize(80);
    }

    @Test
    void roomIsTakenAndGivenBack() {
        var room = new Room(100);

        assertThat(room.take(60)).isTrue();
        assertThat(room.take(60)).isFalse();
        room.give(30);
        assertThat(room.take(60)).isTrue();
        room.give(1_000);
        assertThat(room.taken()).isZero();
    }

    @Test
    void whatIsListedAtOnceGoesThroughAndWhatNeverEndsWaits() {
        var pace = new Pace();
        long now = System.nanoTime();
        assertThat(pace.after(15_000, 20_000_000, now)).isZero();
        assertThat(pace.after(8_000, 0, now)).isBetween(0.9, 1.1);
        assertThat(pace.after(0, 0, now + 20_000_000_000L)).isZero();
        assertThat(pace.after(1, 40 * 1024 * 1024, now + 40_000_000_000L)).isBetween(3.5, 4.5);
    }

    @Test
    void oneLineAMinuteIsWrittenDown() {
        var sparingly = new Sparingly();
        Instant noon = Instant.parse("2026-11-30T12:00:00Z");

        assertThat(sparingly.now(noon)).isTrue();
        assertThat(sparingly.now(noon.plusSeconds(59))).isFalse();
        assertThat(sparingly.now(noon.plus(Duration.ofMinutes(1)))).isTrue();
    }
}
