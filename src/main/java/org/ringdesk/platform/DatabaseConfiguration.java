package org.ringdesk.platform;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The database: the embedded PostgreSQL in the data directory, unless {@code spring.datasource.url} names another. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final String POSTGRES_VERSION = "18.6";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(NoDatabaseNamed.class)
    static class Embedded {
        @Bean
        DataDirectory dataDirectory(@Value("${ringdesk.data:data}") Path path) {
            return DataDirectory.take(path);
        }

        @Bean
        EmbeddedPostgres embeddedPostgres(
                DataDirectory data, @Value("${ringdesk.postgres.programs:}") String programs) {
            Path folder = data.path().resolve("postgres");
            Path unpacked = programs.isBlank() ? folder.resolve("programs") : Path.of(programs);
            return EmbeddedPostgres.start(
                    new PostgresCluster(folder, PostgresBinaries.in(unpacked.toAbsolutePath(), POSTGRES_VERSION)));
        }

        @Bean
        HikariDataSource dataSource(EmbeddedPostgres postgres) {
            var pool = new HikariDataSource();
            pool.setJdbcUrl(postgres.url());
            pool.setUsername(PostgresRoles.DESK);
            pool.setPassword(postgres.password());
            pool.setMaximumPoolSize(20);
            // Its details hold the values of the row, and exceptions are logged.
            pool.addDataSourceProperty("logServerErrorDetail", "false");
            return pool;
        }
    }

    static class NoDatabaseNamed implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().containsProperty("spring.datasource.url");
        }
    }
}
