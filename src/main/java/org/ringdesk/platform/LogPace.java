package org.ringdesk.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.stereotype.Component;

/**
 * Keeps a flood from filling the disk by way of the log: each class says so much a minute, and then how much it did not say.
 * Levels below information, which somebody switches on who wants all of it, are not counted.
 */
@Component
class LogPace extends TurboFilter {
    /** Lines of one class in a minute. */
    static final int MOST = 60;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    @PostConstruct
    void join() {
        LoggerContext context = context();
        setContext(context);
        start();
        context.addTurboFilter(this);
    }

    /** In nanoseconds, from anywhere. */
    long now() {
        return System.nanoTime();
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        boolean counted = format != null
                && level.isGreaterOrEqual(Level.INFO)
                && level.isGreaterOrEqual(logger.getEffectiveLevel());
        if (!counted) {
            return FilterReply.NEUTRAL;
        }
        Window window = windows.computeIfAbsent(logger.getName(), name -> new Window(now()));
        int kept = window.beginAnew(now());
        if (kept > 0) {
            logger.warn("{} more messages in the minute before were left out", kept);
        }
        return window.admits() ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    @PreDestroy
    void leave() {
        context().getTurboFilterList().remove(this);
    }

    private static final class Window {
        private long begun;
        private int said;

        Window(long begun) {
            this.begun = begun;
        }

        /** How many were left out in the minute that is over now; zero where none is. */
        synchronized int beginAnew(long now) {
            if (now - begun < MINUTE) {
                return 0;
            }
            int leftOut = Math.max(0, said - MOST);
            begun = now;
            said = 0;
            return leftOut;
        }

        synchronized boolean admits() {
            return ++said <= MOST;
        }
    }
}
