package org.ringdesk.agents.passwords;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.passwords.Hashing.Lane;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords, by {@link PasswordHashes}.
 *
 * <p>A password is its NFC form (NIST SP 800-63B, 3.1.1.2): keyboards differ in how they write an umlaut. As long as old
 * hashes may be of another form, one that is not in NFC is tried as it came, too.
 */
@Component
public final class Passwords {
    /** Longer ones are nobody's and not hashed; a new one is much shorter, see {@link PasswordRules#LONGEST}. */
    static final int LONGEST = 1_000;

    private final PasswordEncoder encoder;
    private final Hashing hashing;
    private final String nobodys;

    Passwords(Hashing hashing, PasswordEncoder encoder) {
        this.hashing = hashing;
        this.encoder = encoder;
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
