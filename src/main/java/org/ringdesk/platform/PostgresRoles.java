package org.ringdesk.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/**
 * Who may sign in to the embedded PostgreSQL. Ringdesk itself does as {@value #DESK}, who owns the database and everything in
 * it and is no superuser, so that no statement of its reads a file or runs a program. {@value #SUPERUSER} is for the cluster's
 * own care. Each password stands in a file of its own that only its owner reads.
 *
 * <p>In clusters of earlier versions {@value #DESK} was the superuser that initdb had made, who can be renamed, though not
 * demoted. {@link #settle} does so; cut off anywhere, it is done by the next start.
 */
final class PostgresRoles {
    static final String DESK = "ringdesk";
    static final String SUPERUSER = "postgres";

    /** Exists while the superuser of an earlier version is renamed, which it cannot do to itself. */
    private static final String HELPER = "ringdesk_upgrade";

    private static final String WRONG_LOGIN = "28P01";

    private final Path folder;

    PostgresRoles(Path folder) {
        this.folder = folder;
    }

    /** The file with the password of {@link #DESK}. */
    Path deskPassword() {
        return folder.resolve("password");
    }

    /** The file with the password of {@link #SUPERUSER}; missing in clusters of earlier versions. */
    Path superuserPassword() {
        return folder.resolve("superuser");
    }

    /** For a cluster that is about to be made. */
    void newPasswords() throws IOException {
        write(deskPassword(), fresh());
        write(superuserPassword(), fresh());
    }

    /** Signs in as the superuser, whatever that is called as yet. */
    Connection supervise(String url) throws SQLException, IOException {
        if (Files.exists(superuserPassword())) {
            try {
                return DriverManager.getConnection(url, SUPERUSER, Files.readString(superuserPassword()));
            } catch (SQLException e) {
                if (!WRONG_LOGIN.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
        return DriverManager.getConnection(url, DESK, Files.readString(deskPassword()));
    }

    /** Brings about the two roles, at the first start and in clusters of earlier versions. */
    void settle(String url) throws IOException {
        try {
            rename(url);
            try (Connection superuser = supervise(url);
                    Statement statement = superuser.createStatement()) {
                superuser.setAutoCommit(false);
                statement.execute("drop role if exists " + HELPER);
                if (!exists(statement, DESK)) {
                    found(statement);
                }
                superuser.commit();
            }
        } catch (SQLException e) {
            throw new StartRefused("the roles of the embedded PostgreSQL could not be settled: " + e.getMessage(), e);
        }
    }

    private void rename(String url) throws SQLException, IOException {
        String password;
        try (Connection first = supervise(url);
                Statement statement = first.createStatement()) {
            if (!DESK.equals(first.getMetaData().getUserName())) {
                return;
            }
            if (!Files.exists(superuserPassword())) {
                write(superuserPassword(), fresh());
            }
            password = Files.readString(superuserPassword());
            statement.execute("drop role if exists " + HELPER);
            statement.execute("create role " + HELPER + " superuser login password '" + password + "'");
        }
        try (Connection helper = DriverManager.getConnection(url, HELPER, password);
                Statement statement = helper.createStatement()) {
            helper.setAutoCommit(false);
            statement.execute("alter role " + DESK + " rename to " + SUPERUSER);
            statement.execute("alter role " + SUPERUSER + " password '" + password + "'");
            found(statement);
            helper.commit();
        }
    }

    private static boolean exists(Statement statement, String role) throws SQLException {
        try (ResultSet row = statement.executeQuery("select from pg_roles where rolname = '" + role + "'")) {
            return row.next();
        }
    }

    /** Makes Ringdesk's own role and gives it everything but what belongs to an extension. */
    private void found(Statement statement) throws SQLException, IOException {
        statement.execute("create role " + DESK + " login nosuperuser nocreatedb nocreaterole password '"
                + Files.readString(deskPassword()) + "'");
        statement.execute("alter database postgres owner to " + DESK);
        statement.execute("""
                do $$
                declare
                    owned record;
                begin
                    for owned in
                        select 'table' as kind, c.oid::regclass::text as name
                        from pg_class c
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
                            and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass
                                and d.objid = c.oid and d.deptype = 'e')
                        union all
                        select 'sequence', c.oid::regclass::text
                        from pg_class c
                        where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
                            and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass
                                and d.objid = c.oid and d.deptype in ('a', 'e', 'i'))
                        union all
                        select 'routine', p.oid::regprocedure::text
                        from pg_proc p
                        where p.pronamespace = 'public'::regnamespace
                            and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass
                                and d.objid = p.oid and d.deptype = 'e')
                        union all
                        select 'type', t.oid::regtype::text
                        from pg_type t
                        where t.typnamespace = 'public'::regnamespace and t.typtype in ('d', 'e')
                            and not exists (select from pg_depend d where d.classid = 'pg_type'::regclass
                                and d.objid = t.oid and d.deptype = 'e')
                    loop
                        execute format('alter %s %s owner to ringdesk', owned.kind, owned.name);
                    end loop;
                end
                $$""");
    }

    private static String fresh() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void write(Path file, String text) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(half, text);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
