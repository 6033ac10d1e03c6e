package org.ringdesk.agents;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords: Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet), stored with
 * the algorithm's name in front so that a stronger one can take over. Hashes that begin with {@code {bcrypt}} are read too.
 */
@Component
class Passwords {
    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;

    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            "argon2id",
            Map.of(
                    "argon2id",
                    new Argon2Password4jPasswordEncoder(
                            Argon2Function.getInstance(KIBIBYTES, PASSES, 1, 32, Argon2.ID)),
                    "bcrypt",
                    new BCryptPasswordEncoder()));
    // Each hash takes 19 MiB and a core for a moment: a flood of sign-ins waits instead of taking the machine.
    private final Semaphore atOnce =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));
    private final String nobodys = encode("nobody's password");

    String hash(String password) {
        return limited(() -> encode(password));
    }

    /** Takes the same time whether there is a hash to compare with or not, so that the clock does not tell who has an account. */
    boolean matches(String password, @Nullable String hash) {
        boolean same = limited(() -> encoder.matches(password, hash == null ? nobodys : hash));
        return same && hash != null;
    }

    /** Whether the hash was made by an older algorithm. */
    boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private String encode(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash for a password");
        }
        return hash;
    }

    private <T> T limited(Supplier<T> work) {
        atOnce.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            atOnce.release();
        }
    }
}
