package org.ringdesk.agents.passwords;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password4j.Argon2Password4jPasswordEncoder;

/**
 * What a password is kept as: Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet), stored with the
 * algorithm's name in front so that a stronger one can take over. Hashes that begin with {@code {bcrypt}} are read too.
 */
@Configuration(proxyBeanMethods = false)
public class PasswordHashes {
    private static final int KIBIBYTES = 19 * 1024;
    private static final int PASSES = 2;

    @Bean
    PasswordEncoder passwordHash() {
        return argon2id(KIBIBYTES, PASSES);
    }

    /**
     * @param kibibytes the memory that one hash takes
     * @param passes over that memory
     */
    public static PasswordEncoder argon2id(int kibibytes, int passes) {
        return new DelegatingPasswordEncoder(
                "argon2id",
                Map.of(
                        "argon2id",
                        new Argon2Password4jPasswordEncoder(
                                Argon2Function.getInstance(kibibytes, passes, 1, 32, Argon2.ID)),
                        "bcrypt",
                        new BCryptPasswordEncoder()));
    }
}
