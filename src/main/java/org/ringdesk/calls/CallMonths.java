package org.ringdesk.calls;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps a partition of {@code call} and {@code call_event} for each month (UTC), and drops those that are too old. */
@Component
class CallMonths implements InitializingBean {
    private static final Logger LOG = LoggerFactory.getLogger(CallMonths.class);
    private static final List<String> TABLES = List.of("call", "call_event");
    private static final int AHEAD = 2;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final CallSettings settings;
    private final Clock clock;

    CallMonths(JdbcClient jdbc, TransactionTemplate transactions, CallSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        prepare();
    }

    /** Makes the partitions of this month and the next ones. */
    @Scheduled(cron = "0 17 3 * * *", zone = "UTC")
    void prepare() {
        YearMonth month = month(clock.instant());
        transactions.executeWithoutResult(transaction -> {
            lock();
            for (int i = 0; i <= AHEAD; i++) {
                make(month.plusMonths(i));
            }
        });
    }

    @Scheduled(cron = "0 27 3 * * *", zone = "UTC")
    void dropOld() {
        if (settings.keepMonths() <= 0) {
            return;
        }
        YearMonth oldest = month(clock.instant()).minusMonths(settings.keepMonths());
        transactions.executeWithoutResult(transaction -> {
            lock();
            for (String partition : partitionsBefore(oldest)) {
                jdbc.sql("drop table " + partition).update();
                LOG.info("dropped {}: older than {} months", partition, settings.keepMonths());
            }
        });
    }

    private void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('ringdesk.calls.months', 0))")
                .query((row, i) -> 1)
                .list();
    }

    private void make(YearMonth month) {
        for (String table : TABLES) {
            jdbc.sql(
                            "create table if not exists %s partition of %s for values from ('%s-01 00:00:00+00') to ('%s-01 00:00:00+00')"
                                    .formatted(partition(table, month), table, month, month.plusMonths(1)))
                    .update();
        }
    }

    private List<String> partitionsBefore(YearMonth oldest) {
        return TABLES.stream()
                .flatMap(table -> jdbc
                        .sql(
                                "select inhrelid::regclass::text from pg_inherits where inhparent = cast(:table as regclass)")
                        .param("table", table)
                        .query(String.class)
                        .list()
                        .stream()
                        .filter(name -> name.matches(table + "_[0-9]{6}"))
                        .filter(name -> name.compareTo(partition(table, oldest)) < 0))
                .toList();
    }

    static String partition(String table, YearMonth month) {
        return "%s_%04d%02d".formatted(table, month.getYear(), month.getMonthValue());
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }
}
