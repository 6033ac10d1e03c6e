package org.ringdesk.records;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ringdesk.agents.AccountId;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Lets exports be put together a few at a time, one for each account, on threads of their own: they calculate, and the
 * threads of requests give way only to what waits.
 */
@Component
class ExportTurns implements DisposableBean {
    private static final String SECONDS = "10";

    /** Each has a file until it is sent. */
    private static final int MOST = 30;

    private final Set<AccountId> theirs = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor writers;

    ExportTurns(ExportSettings settings) {
        writers = new ThreadPoolExecutor(
                0,
                settings.atOnce(),
                1,
                TimeUnit.MINUTES,
                new SynchronousQueue<>(),
                Thread.ofPlatform().name("export-", 0).daemon().factory());
    }

    /** The turn of an account, which ends when its file is sent. */
    final class Turn implements AutoCloseable {
        private final AccountId account;

        private Turn(AccountId account) {
            this.account = account;
        }

        /**
         * Does what is to be calculated, in the zone of the request's viewer.
         *
         * @throws Refused 503 where too many others do
         */
        void calculate(Runnable work, HttpServletResponse response) {
            LocaleContext viewer = Objects.requireNonNull(LocaleContextHolder.getLocaleContext());
            try {
                await(writers.submit(() -> {
                    LocaleContextHolder.setLocaleContext(viewer);
                    try {
                        work.run();
                    } finally {
                        LocaleContextHolder.resetLocaleContext();
                    }
                }));
            } catch (RejectedExecutionException e) {
                throw later(response, HttpStatus.SERVICE_UNAVAILABLE, "records.export.busy");
            }
        }

        @Override
        public void close() {
            theirs.remove(account);
        }
    }

    /**
     * @param response is told when to try again where that is due
     * @throws Refused 429 while another export of the account goes on, 503 while those of many others are sent
     */
    Turn of(AccountId account, HttpServletResponse response) {
        if (theirs.size() >= MOST && !theirs.contains(account)) {
            throw later(response, HttpStatus.SERVICE_UNAVAILABLE, "records.export.busy");
        }
        if (!theirs.add(account)) {
            throw later(response, HttpStatus.TOO_MANY_REQUESTS, "records.export.second");
        }
        return new Turn(account);
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("an export could not be written", e);
        } catch (InterruptedException e) {
            work.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an export was written", e);
        }
    }

    private static Refused later(HttpServletResponse response, HttpStatus status, String why) {
        response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
        return new Refused(status, why);
    }

    @Override
    public void destroy() {
        writers.shutdownNow();
    }
}
