package org.ringdesk.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The database: the embedded PostgreSQL in the data directory, unless {@code spring.datasource.url} names another. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final String POSTGRES_VERSION = "18.6";
    private static final int REQUESTS = 20;
    private static final int WORK = 16;

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
        DatabaseAccess databaseAccess(EmbeddedPostgres postgres, Environment environment) {
            return new DatabaseAccess(
                    postgres::url, PostgresCluster.USER, postgres.password(), settings(environment));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("spring.datasource.url")
    static class External {
        @Bean
        DatabaseAccess databaseAccess(
                @Value("${spring.datasource.url}") String url,
                @Value("${spring.datasource.username:}") String user,
                @Value("${spring.datasource.password:}") String password,
                Environment environment) {
            return new DatabaseAccess(() -> url, user, password, settings(environment));
        }
    }

    /** For requests. What the database cannot answer in their time it need not go on looking for. */
    @Bean
    HikariDataSource requestConnections(DatabaseAccess access, Environment environment, DatabaseSettings settings) {
        HikariConfig pool = pool(access, environment, "requests");
        pool.setConnectionTimeout(800);
        pool.setValidationTimeout(500);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionInitSql(
                "set statement_timeout = " + settings.patience().toMillis());
        return new HikariDataSource(pool);
    }

    /** For all that is no request, and for those few that may take their time. */
    @Bean(defaultCandidate = false)
    HikariDataSource workConnections(DatabaseAccess access, Environment environment) {
        HikariConfig pool = pool(access, environment, "work");
        pool.setConnectionTimeout(10_000);
        pool.setMaximumPoolSize(Math.min(pool.getMaximumPoolSize(), WORK));
        pool.setMinimumIdle(2);
        return new HikariDataSource(pool);
    }

    @Bean
    @Primary
    Connections dataSource(
            HikariDataSource requestConnections,
            @Qualifier("workConnections") HikariDataSource workConnections,
            DatabaseState state) {
        return new Connections(requestConnections, workConnections, state);
    }

    private static HikariConfig pool(DatabaseAccess access, Environment environment, String name) {
        HikariConfig pool = settings(environment);
        pool.setPoolName(name);
        pool.setDataSource(access);
        pool.setJdbcUrl(access.url());
        pool.setUsername(access.user());
        pool.setPassword(access.password());
        return pool;
    }

    private static HikariConfig settings(Environment environment) {
        var config = new HikariConfig();
        config.setMaximumPoolSize(REQUESTS);
        Binder.get(environment).bind("spring.datasource.hikari", Bindable.ofInstance(config));
        return config;
    }

    static class NoDatabaseNamed implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().containsProperty("spring.datasource.url");
        }
    }
}
