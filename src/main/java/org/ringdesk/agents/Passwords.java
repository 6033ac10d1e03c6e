package org.ringdesk.agents;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.util.Map;
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
    private final String nobodys = hash("nobody's password");

    String hash(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash for a password");
        }
        return hash;
    }

    /** Takes the same time whether there is a hash or not, so that the clock does not tell who has an account. */
    boolean matches(String password, @Nullable String hash) {
        boolean same = encoder.matches(password, hash == null ? nobodys : hash);
        return same && hash != null;
    }
}
