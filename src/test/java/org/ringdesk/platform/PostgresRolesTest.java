package org.ringdesk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ringdesk's own role can do nothing outside its database, in new clusters and in those of earlier versions. */
@Tag("process")
class PostgresRolesTest {
    private static final String OLD_PASSWORD = "of-an-earlier-version";

    @TempDir
    Path data;

    Path folder;
    PostgresBinaries binaries;
    PostgresCluster cluster;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(data.resolve("postgres"));
        binaries = PostgresBinaries.in(Path.of("target/postgres-programs").toAbsolutePath(), "18.6");
        cluster = new PostgresCluster(folder, binaries);
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.url(), "ringdesk", postgres.password());
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** Its own role and nobody else has the database, and the computer is out of its reach. */
    private void assertSettled(EmbeddedPostgres postgres) throws SQLException, IOException {
        try (Connection own = connect(postgres)) {
            assertThat(text(
                            own,
                            "select rolsuper or rolcreaterole or rolcreatedb or rolreplication from pg_roles "
                                    + "where rolname = current_user"))
                    .isEqualTo("f");
            assertThat(text(own, "select string_agg(rolname, ',' order by rolname) from pg_roles where rolsuper"))
                    .isEqualTo("postgres");
            assertThat(text(own, "select count(*) from pg_roles where rolname = 'ringdesk_upgrade'"))
                    .isEqualTo("0");
            for (String reach : List.of(
                    "copy (select 1) to program 'true'",
                    "select pg_read_file('/etc/passwd')",
                    "create role more superuser",
                    "alter system set fsync = off")) {
                assertThatThrownBy(() -> run(own, reach))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            }
        }
        try (Connection superuser = cluster.roles().supervise(postgres.url())) {
            assertThat(text(superuser, "select current_user")).isEqualTo("postgres");
        }
        for (String file : List.of("password", "superuser")) {
            assertThat(Files.getPosixFilePermissions(folder.resolve(file))).hasSize(2);
        }
    }

    private static void migrate(String url, String password) {
        Flyway.configure().dataSource(url, "ringdesk", password).load().migrate();
    }

    @Test
    void aNewClustersOwnRoleMakesTheSchemaAndIsNoSuperuser() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(cluster)) {
            migrate(postgres.url(), postgres.password());
            assertSettled(postgres);
        }
        try (EmbeddedPostgres again = EmbeddedPostgres.start(cluster)) {
            assertSettled(again);
        }
    }

    /** As versions before made it, running. */
    private String clusterOfAnEarlierVersion() throws Exception {
        Files.writeString(folder.resolve("password"), OLD_PASSWORD);
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + cluster.data(),
                "--username=ringdesk",
                "--pwfile=" + folder.resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C"));
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("initdb.log").toFile())
                .start()
                .waitFor();
        assertThat(code).as(Files.readString(folder.resolve("initdb.log"))).isZero();
        Path settings = cluster.data().resolve("postgresql.conf");
        Files.writeString(settings, Files.readString(settings) + "\ninclude 'ringdesk.conf'\n");
        int port = freePort();
        cluster.configure(port);
        cluster.start();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        migrate(url, OLD_PASSWORD);
        return url;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void assertUpgraded() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(cluster)) {
            assertSettled(postgres);
            migrate(postgres.url(), postgres.password());
            try (Connection own = connect(postgres)) {
                assertThat(own.getMetaData().getUserName()).isEqualTo("ringdesk");
                assertThat(text(own, "select value from platform_fact where name = 'before'"))
                        .isEqualTo("kept");
                assertThat(text(own, """
                        select count(*) from pg_class c
                        where c.relnamespace = 'public'::regnamespace and pg_get_userbyid(c.relowner) <> 'ringdesk'""")).isEqualTo("0");
                run(own, "alter table platform_fact add column more text");
                run(
                        own,
                        "create or replace function search_text(written text) returns text language sql immutable "
                                + "return written");
                run(own, "drop view seat");
                run(own, "create index on platform_fact using gin (more gin_trgm_ops)");
            }
        }
    }

    @Test
    void aStoppedClusterOfAnEarlierVersionIsBroughtUpToDate() throws Exception {
        String url = clusterOfAnEarlierVersion();
        keep(url);
        cluster.stop();

        assertUpgraded();
    }

    @Test
    void oneThatOutlivedAKilledRingdeskIsTakenOverAndBroughtUpToDate() throws Exception {
        keep(clusterOfAnEarlierVersion());

        assertUpgraded();
    }

    @Test
    void anUpgradeThatWasCutOffGoesOn() throws Exception {
        String url = clusterOfAnEarlierVersion();
        keep(url);
        Files.writeString(folder.resolve("superuser"), "written-before-the-end");
        try (Connection old = DriverManager.getConnection(url, "ringdesk", OLD_PASSWORD)) {
            run(old, "create role ringdesk_upgrade superuser login password 'of the first try'");
        }
        cluster.stop();
        Files.setPosixFilePermissions(folder.resolve("superuser"), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(folder.resolve("password"), PosixFilePermissions.fromString("rw-------"));

        assertUpgraded();
    }

    private void keep(String url) throws SQLException, IOException {
        Files.setPosixFilePermissions(folder.resolve("password"), PosixFilePermissions.fromString("rw-------"));
        try (Connection old = DriverManager.getConnection(url, "ringdesk", OLD_PASSWORD)) {
            run(old, "insert into platform_fact (name, value) values ('before', 'kept')");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("superuser");
        }
    }
}
