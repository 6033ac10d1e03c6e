package org.ringdesk.platform;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which key this installation seals by: the setting {@code ringdesk.seal.key}, or else the file beside the data. The database
 * holds its fingerprint, so that one that is used with another key is noticed at start and not by what cannot be opened.
 */
@Component
class SealKeys {
    private static final String FINGERPRINT = "seal.fingerprint";

    /** Where versions before kept the key, beside what it sealed. */
    private static final String KEPT_IN_DATABASE = "seal.key";

    private final Facts facts;
    private final SealKeyFile file;
    private final String configured;
    private final SealKey current;

    /** @throws StartRefused when there is no key, or another one than the database is used with */
    SealKeys(
            Facts facts, @Value("${ringdesk.data:data}") Path data, @Value("${ringdesk.seal.key:}") String configured) {
        this.facts = facts;
        this.file = new SealKeyFile(data);
        this.configured = configured;
        this.current = settle();
    }

    @Bean
    SealKey current() {
        return current;
    }

    boolean configured() {
        return !configured.isBlank();
    }

    private SealKey settle() {
        Optional<SealKey> kept = facts.find(KEPT_IN_DATABASE).map(text -> SealKey.read(text, "the database"));
        Optional<String> known = kept.map(SealKey::fingerprint).or(() -> facts.find(FINGERPRINT));
        SealKey key = configured()
                ? Optional.of(SealKey.read(configured, "RINGDESK_SEAL_KEY"))
                        .filter(one -> fits(one, known))
                        .orElseThrow(() -> another("RINGDESK_SEAL_KEY"))
                : ofFile(kept, known);
        if (!facts.settle(FINGERPRINT, key.fingerprint()).equals(key.fingerprint())) {
            throw another(file.path().toString());
        }
        facts.remove(KEPT_IN_DATABASE);
        return key;
    }

    private SealKey ofFile(Optional<SealKey> kept, Optional<String> known) {
        Optional<SealKey> stored = file.read();
        if (stored.filter(key -> fits(key, known)).isPresent()) {
            file.dropNext();
            return stored.get();
        }
        SealKey key = Stream.of(
                        file.readNext(),
                        kept,
                        known.isEmpty() ? Optional.of(SealKey.fresh()) : Optional.<SealKey>empty())
                .flatMap(Optional::stream)
                .filter(one -> fits(one, known))
                .findFirst()
                .orElseThrow(() -> stored.isPresent() ? another(file.path().toString()) : missing());
        file.writeNext(key);
        file.takeNext();
        return key;
    }

    private static boolean fits(SealKey key, Optional<String> known) {
        return known.isEmpty() || known.get().equals(key.fingerprint());
    }

    private static StartRefused another(String from) {
        return new StartRefused(
                "the sealing key of " + from + " is not the one that this database is used with; take seal.key "
                        + "of the data directory where it was made, or set RINGDESK_SEAL_KEY: docs/operations.md#the-sealing-key");
    }

    private StartRefused missing() {
        return new StartRefused("the sealing key that this database is used with is missing: put it back to "
                + file.path() + " from a back-up, or set RINGDESK_SEAL_KEY: docs/operations.md#the-sealing-key");
    }

    /**
     * Takes another key. Wherever it is cut off, the next start finds the key that the database is sealed by: the new one waits
     * on disk before, and the old one goes after, the transaction in which everything is sealed anew.
     *
     * @param next the key
     * @param sealing seals anew what is kept, within the transaction
     */
    void change(SealKey next, TransactionTemplate transaction, Runnable sealing) {
        if (!configured()) {
            file.writeNext(next);
        }
        transaction.executeWithoutResult(status -> {
            sealing.run();
            facts.put(FINGERPRINT, next.fingerprint());
        });
        if (!configured()) {
            file.takeNext();
        }
    }
}
