package org.ringdesk.records;

import java.time.Clock;
import java.util.function.Consumer;
import org.ringdesk.platform.Refused;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * How the catalog is changed: by one administrator at a time, from what it is at that moment, seen on this server as soon
 * as it is kept. Who only reads, or saves a record, does not wait.
 */
@Component
class CatalogWriting {
    private final CatalogRepository repository;
    private final Catalog catalog;
    private final TransactionOperations transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    CatalogWriting(
            CatalogRepository repository,
            Catalog catalog,
            TransactionOperations transactions,
            JdbcClient jdbc,
            Clock clock) {
        this.repository = repository;
        this.catalog = catalog;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param change is given what there is
     * @throws Refused 409 where a name is taken or something is in use that was not a moment before
     */
    void write(Consumer<Catalog.Entries> change) {
        try {
            transactions.executeWithoutResult(transaction -> {
                jdbc.sql("""
                        lock table status, status_button, category, record_template, priority_matrix
                        in share row exclusive mode
                        """).update();
                change.accept(repository.read(clock.instant()));
            });
        } catch (DuplicateKeyException e) {
            // The unique indexes of names, where the database finds two alike that Java does not.
            throw new Refused(HttpStatus.CONFLICT, "records.catalog.taken");
        } catch (DataIntegrityViolationException e) {
            // The foreign keys of service_record and record_template.
            throw new Refused(HttpStatus.CONFLICT, "records.catalog.meanwhile");
        }
        catalog.refresh();
    }
}
