package org.ringdesk.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the log say in one line which thread ended by what, and where; what a message holds may be a caller's. */
public final class UncaughtExceptions implements Thread.UncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UncaughtExceptions.class);

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        LOG.error(
                "Thread {} ended by {}{}",
                thread.getName(),
                thrown.getClass().getName(),
                trace.length == 0 ? "" : " at " + trace[0]);
        LOG.debug("in full", thrown);
    }
}
