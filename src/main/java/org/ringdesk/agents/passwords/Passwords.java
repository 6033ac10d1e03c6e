package org.ringdesk.agents.passwords;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.text.Normalizer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.passwords.Hashing.Lane;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords: Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet), stored with
 * the algorithm's name in front so that a stronger one can take over. Hashes that begin with {@code {bcrypt}} are read too.
 *
 * <p>A password is its NFC form (NIST SP 800-63B, 3.1.1.2): keyboards differ in how they write an umlaut. As long as old
 * hashes may be of another form, one that is not in NFC is tried as it came, too.
 */
@Component
public final class Passwords {
    /** Longer ones are nobody's and not hashed; a new one is much shorter, see {@link PasswordRules#LONGEST}. */
    static final int LONGEST = 1_000;

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
    private final Hashing hashing;
    private final String nobodys;

    public Passwords(Hashing hashing) {
        this.hashing = hashing;
        nobodys = hash("", "nobody's password");
    }

    /**
     * Waits for its turn.
     *
     * @param who whose password it is
     * @throws PasswordsBusy when too many others wait
     */
    public String hash(Object who, String password) {
        return hashing.inTurn(Lane.KNOWN, who, () -> encode(nfc(password)));
    }

    /**
     * Takes the same time whether there is a hash or not, so that the clock does not tell who has an account. To be called
     * in a turn of {@link Hashing}.
     */
    public boolean matches(String password, @Nullable String hash) {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("passwords are hashed on threads of their own");
        }
        String against = hash == null ? nobodys : hash;
        boolean same =
                password.length() <= LONGEST && (fits(nfc(password), against) || fitsAsItCame(password, against));
        return same && hash != null;
    }

    private boolean fitsAsItCame(String password, String hash) {
        return !Normalizer.isNormalized(password, Normalizer.Form.NFC) && fits(password, hash);
    }

    private boolean fits(String password, String hash) {
        return encoder.matches(password, hash);
    }

    private String encode(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash for a password");
        }
        return hash;
    }

    private static String nfc(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
