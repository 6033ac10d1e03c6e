package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Actor;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.Spool;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

@RingdeskTest
class ExportTest {
    /** More than there are connections of the database. */
    private static final int MANY = 30;

    @Autowired
    RecordListPages pages;

    @Autowired
    Records records;

    @Autowired
    Catalog catalog;

    @Test
    void whoeverReadsSlowlyHoldsNoConnectionOfTheDatabase() throws Exception {
        records.create(
                new NewRecord(RecordExamples.details(catalog, "exported slowly"), Source.PHONE, null),
                new Actor(null, "test"));
        List<Slow> slow = new ArrayList<>();
        List<Future<?>> exports = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MANY; i++) {
                var response = new Slow();
                long account = 1_000_000L + i;
                slow.add(response);
                exports.add(clients.submit(() -> export(account, response)));
                assertThat(response.begun.await(20, TimeUnit.SECONDS)).isTrue();
            }

            assertThat(records.visible(new RecordId(1), reader(1))).isIn(true, false);
            assertThatThrownBy(() -> export(1_000_000, new MockHttpServletResponse()))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.status().value()).isEqualTo(429));

            slow.forEach(response -> response.goOn.countDown());
            for (Future<?> export : exports) {
                export.get(20, TimeUnit.SECONDS);
            }
        }
        var again = new MockHttpServletResponse();
        export(1_000_000, again);
        assertThat(again.getContentAsString()).contains("exported slowly");
    }

    @Test
    void oneMoreThanCalculateAtOnceIsToldWhenToComeBack() throws Exception {
        var turns = new ExportTurns(new ExportSettings(1, DataSize.ofMegabytes(1), Duration.ofMinutes(1)));
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        var response = new MockHttpServletResponse();
        Thread first = Thread.startVirtualThread(() -> {
            LocaleContextHolder.setLocale(Locale.ENGLISH);
            try (var turn = turns.of(new AccountId(1), new MockHttpServletResponse())) {
                turn.calculate(
                        () -> {
                            begun.countDown();
                            await(goOn);
                        },
                        new MockHttpServletResponse());
            }
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        try (var turn = turns.of(new AccountId(2), response)) {
            assertThatThrownBy(() -> turn.calculate(() -> {}, response))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.status().value()).isEqualTo(503));
        }
        assertThat(response.getHeader("Retry-After")).isEqualTo("10");

        goOn.countDown();
        first.join();
        turns.destroy();
    }

    @Test
    void aFileIsBoundedAndCutOffWhereNobodyTakesIt() throws IOException {
        try (var spool = Spool.upTo(DataSize.ofKilobytes(100))) {
            try (OutputStream writing = spool.writing()) {
                writing.write(new byte[100 * 1024]);
                assertThatThrownBy(() -> writing.write(1))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.status().value()).isEqualTo(413));
            }
            var out = new ByteArrayOutputStream();
            spool.sendTo(out, Duration.ofMinutes(1));

            assertThat(out.size()).isEqualTo(100 * 1024);
            assertThatThrownBy(() -> spool.sendTo(out, Duration.ZERO)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private @Nullable Void export(long account, HttpServletResponse response) throws IOException {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        pages.export(Map.of(), new RecordExport.Viewer(reader(account), Locale.ENGLISH), response);
        return null;
    }

    private static Reader reader(long account) {
        return new Reader(new Actor(new AccountId(account), "test"), false);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The client takes nothing until it is told to go on. */
    private static final class Slow extends MockHttpServletResponse {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public void write(int one) {
                    begun.countDown();
                    ExportTest.await(goOn);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
