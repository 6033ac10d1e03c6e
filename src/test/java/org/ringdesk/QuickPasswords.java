package org.ringdesk;

import org.ringdesk.agents.passwords.PasswordHashes;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hundreds of tests sign in, at a third of a second of calculation each, unless the hash is a cheap one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("test.quick-passwords")
class QuickPasswords {
    @Bean
    @Primary
    PasswordEncoder quickPasswordHash() {
        return PasswordHashes.argon2id(64, 1);
    }
}
