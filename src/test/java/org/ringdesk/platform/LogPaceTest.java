package org.ringdesk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However often a client makes a class complain, the log gets so many lines of it and a number. */
class LogPaceTest {
    private final AtomicLong now = new AtomicLong(5);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Logger logger;
    private Logger other;

    @BeforeEach
    void begin() {
        var context = new LoggerContext();
        context.addTurboFilter(new LogPace() {
            @Override
            long now() {
                return now.get();
            }
        });
        lines.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
        logger = context.getLogger("attacked");
        other = context.getLogger("other");
    }

    @Test
    void aClassSaysSoMuchAMinuteAndThenHowMuchItDidNotSay() {
        for (int i = 0; i < 1_000; i++) {
            logger.error("cannot read {}", i);
        }
        other.info("still there");
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        logger.error("cannot read again");

        assertThat(lines.list).hasSize(LogPace.MOST + 3);
        assertThat(lines.list.subList(LogPace.MOST, lines.list.size()))
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "still there", "940 more messages in the minute before were left out", "cannot read again");
    }

    @Test
    void whoWantsAllOfItGetsAllOfIt() {
        logger.setLevel(Level.DEBUG);
        for (int i = 0; i < 1_000; i++) {
            logger.debug("step {}", i);
        }

        assertThat(lines.list).hasSize(1_000);
    }
}
