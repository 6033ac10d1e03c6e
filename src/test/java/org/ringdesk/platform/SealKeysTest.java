package org.ringdesk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.ringdesk.RingdeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The key stands in a file or the environment, never beside what it seals, and another one is noticed at start. */
@RingdeskTest
class SealKeysTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    HikariDataSource pool;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    String schema;
    Path data;
    Facts facts;
    TransactionTemplate transaction;

    /** An installation with nothing but facts. */
    @BeforeEach
    void install() {
        schema = "sealed_" + NUMBER.incrementAndGet();
        data = folder.resolve("data");
        jdbc.sql("create schema " + schema).update();
        jdbc.sql("create table " + schema + ".platform_fact (like platform_fact including all)")
                .update();
        var database = new PGSimpleDataSource();
        database.setUrl(pool.getJdbcUrl());
        database.setUser(pool.getUsername());
        database.setPassword(pool.getPassword());
        database.setCurrentSchema(schema);
        facts = new Facts(JdbcClient.create(database));
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    @AfterEach
    void remove() {
        jdbc.sql("drop schema " + schema + " cascade").update();
    }

    private SealKeys start(Path where, String configured) {
        return new SealKeys(facts, where, configured);
    }

    private SealKeys start() {
        return start(data, "");
    }

    private Path file() {
        return data.resolve("seal.key");
    }

    private Path next() {
        return data.resolve("seal.key.new");
    }

    @Test
    void theFirstStartMakesAKeyThatItsOwnerReadsAndTheDatabaseDoesNotHold() throws IOException {
        SealKey key = start().current();

        assertThat(Files.readString(file()).strip()).isEqualTo(key.text());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(facts.find("seal.key")).isEmpty();
        assertThat(facts.find("seal.fingerprint"))
                .hasValueSatisfying(
                        print -> assertThat(print).isEqualTo(key.fingerprint()).isNotEqualTo(key.text()));
        assertThat(start().current().text()).isEqualTo(key.text());
    }

    @Test
    void aKeyThatTheDatabaseKeptMovesIntoTheFile() {
        SealKey old = SealKey.fresh();
        facts.put("seal.key", old.text());
        String sealed = new Seal(old).close("test", "words");

        assertThat(new Seal(start().current()).open("test", sealed)).hasValue("words");
        assertThat(facts.find("seal.key")).isEmpty();
        assertThat(new Seal(start().current()).open("test", sealed)).hasValue("words");
    }

    @Test
    void anotherKeyIsRefusedAndNothingIsLost() throws IOException {
        SealKey key = start().current();
        Files.writeString(file(), SealKey.fresh().text());
        assertThatThrownBy(this::start)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("is not the one that this database is used with");
        Files.delete(file());
        assertThatThrownBy(this::start).isInstanceOf(StartRefused.class).hasMessageContaining("is missing");
        assertThat(file()).doesNotExist();

        assertThat(start(data, key.text()).current().text()).isEqualTo(key.text());
    }

    @Test
    void aSecondNodeNeedsTheKeyOfTheFirst() {
        SealKey key = start().current();
        Path second = folder.resolve("second");

        assertThatThrownBy(() -> start(second, "")).isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> start(second, SealKey.fresh().text())).isInstanceOf(StartRefused.class);
        assertThat(start(second, key.text()).current().text()).isEqualTo(key.text());
        assertThat(second).doesNotExist();
    }

    @Test
    void aConfiguredKeyHasToBeTheOneThatTheDatabaseKept() {
        SealKey old = SealKey.fresh();
        facts.put("seal.key", old.text());

        assertThatThrownBy(() -> start(data, SealKey.fresh().text())).isInstanceOf(StartRefused.class);
        assertThat(facts.find("seal.key")).hasValue(old.text());
        assertThat(start(data, old.text()).current().text()).isEqualTo(old.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "AAAA", "not base64 at all, but long enough to be 32 bytes"})
    void whatIsNoKeyIsNamed(String text) {
        assertThatThrownBy(() -> start(data, text))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("RINGDESK_SEAL_KEY holds no sealing key")
                .hasMessageNotContaining(text);
    }

    @Test
    void aKeyFileThatOthersMayReadIsClosed() throws IOException {
        start();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        start();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aChangeSealsByTheNewKeyFromThenOn() {
        SealKeys keys = start();
        SealKey next = SealKey.fresh();
        keys.change(next, transaction, () -> facts.put("sealed", "anew"));

        assertThat(start().current().text()).isEqualTo(next.text());
        assertThat(facts.find("sealed")).hasValue("anew");
        assertThat(next()).doesNotExist();
    }

    @Test
    void aChangeThatFailsLeavesTheOldKey() {
        SealKeys keys = start();
        assertThatThrownBy(() -> keys.change(SealKey.fresh(), transaction, () -> {
                    facts.put("sealed", "anew");
                    throw new IllegalStateException("cut off");
                }))
                .hasMessage("cut off");

        assertThat(start().current().text()).isEqualTo(keys.current().text());
        assertThat(facts.find("sealed")).isEmpty();
        assertThat(next()).doesNotExist();
    }

    @Test
    void aChangeThatIsCutOffBehindItsCommitIsFinishedByTheNextStart() throws IOException {
        SealKeys keys = start();
        SealKey next = SealKey.fresh();
        Path old = Files.copy(file(), folder.resolve("old"));
        keys.change(next, transaction, () -> {});
        Files.move(file(), next());
        Files.move(old, file());

        assertThat(start().current().text()).isEqualTo(next.text());
        assertThat(Files.readString(file()).strip()).isEqualTo(next.text());
        assertThat(next()).doesNotExist();
    }
}
