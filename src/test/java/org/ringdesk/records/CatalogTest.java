package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@RingdeskTest
@Transactional
class CatalogTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

    @Autowired
    CatalogRepository repository;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aChangeMadeElsewhereShowsAfterTenSeconds() {
        var catalog = new Catalog(repository, clock);
        assertThat(catalog.status("Parked")).isEmpty();
        addParked();

        now.set(Instant.EPOCH.plus(Catalog.FRESH).minusMillis(1));
        assertThat(catalog.status("Parked")).isEmpty();
        now.set(Instant.EPOCH.plus(Catalog.FRESH));
        assertThat(catalog.status("Parked")).isPresent();
    }

    @Test
    void aStatusThatARecordHasIsKnownAtOnce() {
        var catalog = new Catalog(repository, clock);
        assertThat(catalog.status("Parked")).isEmpty();
        addParked();
        assertThat(catalog.statusOf(new StatusId(99)).name()).isEqualTo("Parked");
    }

    @Test
    void categoriesHaveThreeLevelsAndTemplatesPointAtTheDeepest() {
        var catalog = new Catalog(repository, clock);
        assertThat(catalog.categories().named("Toner").orElseThrow().pathName())
                .isEqualTo("Hardware › Printer › Toner");
        assertThat(catalog.templates())
                .extracting(RecordTemplate::name)
                .contains("Password reset", "New starter", "Printer fault");
        assertThat(catalog.templates())
                .allSatisfy(template -> assertThat(catalog.categories()
                                .find(template.category())
                                .orElseThrow()
                                .level())
                        .isEqualTo(3));
    }

    private void addParked() {
        jdbc.sql("insert into status (id, name, closed, position) values (99, 'Parked', false, 99)")
                .update();
    }
}
