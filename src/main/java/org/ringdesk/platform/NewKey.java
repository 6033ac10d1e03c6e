package org.ringdesk.platform;

import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code ./ringdesk new-key}: seals what is kept by a new key, while Ringdesk is stopped. It starts the database and nothing
 * else of the product, which is why it is no {@code @Configuration} that the product would find.
 */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    FlywayAutoConfiguration.class
})
@EnableConfigurationProperties(DatabaseSettings.class)
@Import({DatabaseConfiguration.class, DatabaseState.class, Facts.class, SealKeys.class})
@ComponentScan(
        basePackages = "org.ringdesk",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = KeptSealed.class))
public final class NewKey {
    /** The new key, where the key stands in the environment. */
    private static final String NEXT = "ringdesk.seal.next-key";

    private NewKey() {}

    /** @throws StartRefused when Ringdesk runs, or the key can be neither read nor written */
    public static void make(String... arguments) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(NewKey.class)
                .web(WebApplicationType.NONE)
                .run(arguments)) {
            SealKeys keys = context.getBean(SealKeys.class);
            SealKey next = next(keys, context.getEnvironment().getProperty(NEXT, ""));
            var before = new Seal(keys.current());
            var after = new Seal(next);
            List<KeptSealed> all =
                    context.getBeanProvider(KeptSealed.class).stream().toList();
            keys.change(
                    next,
                    context.getBean(TransactionTemplate.class),
                    () -> all.forEach(kept -> kept.sealAnew(before, after)));
            System.out.println("Everything is sealed by a new key; everybody has to sign in again."
                    + (keys.configured() ? " Put the new one into RINGDESK_SEAL_KEY before the next start." : ""));
        }
    }

    private static SealKey next(SealKeys keys, String given) {
        if (!given.isBlank()) {
            return SealKey.read(given, "RINGDESK_SEAL_NEXTKEY");
        }
        if (keys.configured()) {
            throw new StartRefused(
                    "the key stands in RINGDESK_SEAL_KEY; say in RINGDESK_SEAL_NEXTKEY which one follows it");
        }
        return SealKey.fresh();
    }
}
