package org.ringdesk.agents.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PasswordsTest {
    private static final String COMPOSED = "gr\u00fcne Stra\u00dfe";
    private static final String APART = "gru\u0308ne Stra\u00dfe";

    private final Hashing hashing = new Hashing(new HashingSettings(1, Duration.ofSeconds(30)));
    private final Passwords passwords = new Passwords(hashing, new PasswordHashes().passwordHash());

    @AfterEach
    void close() {
        hashing.close();
    }

    @Test
    void passwordIsKeptAsArgon2idOnly() {
        assertThat(passwords.hash("", "correct horse")).startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void bcryptHashesAreRead() {
        String hash = bcrypt("old one");

        assertThat(passwords.matches("old one", hash)).isTrue();
        assertThat(passwords.matches("new one", hash)).isFalse();
    }

    @Test
    void passwordIsTheSameHoweverTheKeyboardWritesItsUmlauts() {
        assertThat(passwords.matches(APART, passwords.hash("", COMPOSED))).isTrue();
        assertThat(passwords.matches(COMPOSED, passwords.hash("", APART))).isTrue();
        assertThat(passwords.matches("grune Straße", passwords.hash("", COMPOSED)))
                .isFalse();
    }

    @Test
    void hashOfAPasswordThatWasNotComposedIsStillFitted() {
        assertThat(passwords.matches(APART, bcrypt(APART))).isTrue();
    }

    @Test
    void passwordOfAMegabyteIsNotHashed() {
        String hash = bcrypt("short one");
        long begun = System.nanoTime();

        assertThat(passwords.matches("x".repeat(1 << 20), hash)).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(20));
    }

    @Test
    void nothingIsHashedOnAThreadThatServesPages() {
        String hash = passwords.hash("", "correct horse");
        try (var pages = Executors.newVirtualThreadPerTaskExecutor()) {
            var tried = pages.submit(() -> passwords.matches("correct horse", hash));

            assertThatThrownBy(tried::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
            assertThat(pages.submit(() ->
                            hashing.inTurn(Hashing.Lane.STRANGERS, "", () -> passwords.matches("correct horse", hash))))
                    .succeedsWithin(Duration.ofSeconds(30))
                    .isEqualTo(true);
        }
    }

    private static String bcrypt(String password) {
        return "{bcrypt}" + new BCryptPasswordEncoder(4).encode(password);
    }
}
