package org.ringdesk.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The agents of a benchmark: with an extension each, signed in, and with a stream. */
final class BenchAgents {
    private BenchAgents() {}

    /** In the database, because ten thousand by the page would take a day. */
    static void hire(Server server, int agents) throws SQLException {
        try (Connection database = server.database();
                Statement statement = database.createStatement()) {
            statement.execute("""
                    insert into person (user_name, display_name)
                    select 'bench-agent' || to_char(n, 'FM00000'), 'Agent ' || n from generate_series(0, %d) n
                    on conflict do nothing""".formatted(agents - 1));
            statement.execute("""
                    insert into account (person_id, role)
                    select id, 'agent' from person where user_name like 'bench-agent%' on conflict do nothing""");
            statement.execute("""
                    insert into account_extension (extension, kind, account_id)
                    select cast(500000 + cast(substr(p.user_name, 12) as int) as text), 'own', a.id
                    from account a join person p on p.id = a.person_id
                    where p.user_name like 'bench-agent%' on conflict do nothing""");
            statement.execute("vacuum analyze");
        }
    }

    /** The cookies of each. */
    static List<String> signIns(Server server) throws IOException, InterruptedException {
        HttpResponse<String> answer = server.get("/bench/sign-ins");
        if (answer.statusCode() != 200) {
            throw new IOException("the agents were not signed in: " + answer.statusCode());
        }
        return answer.body().lines().toList();
    }

    /** What each of them asks for to get the stream. */
    static List<String> streams(Server server) throws IOException, InterruptedException {
        return signIns(server).stream()
                .map(cookie -> request(server.base(), "/live", cookie))
                .toList();
    }

    static String request(URI server, String path, String cookie) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost:" + server.getPort()
                + "\r\nAccept: text/event-stream\r\nCookie: " + cookie + "\r\n\r\n";
    }
}
