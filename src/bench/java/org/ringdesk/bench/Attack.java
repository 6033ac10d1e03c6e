package org.ringdesk.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What somebody does who wants the service gone.
 *
 * @param attackers at the same time, each from an address of its own while there are two hundred
 * @param step done over and over until the time is up; how it ends does not matter
 */
record Attack(String name, int attackers, Step step) {
    /** One try. */
    interface Step {
        void run(Flood flood, long until) throws IOException, InterruptedException;
    }

    /**
     * All of them.
     *
     * @param agent the cookies of an agent who attacks from within
     */
    static List<Attack> all(String agent) {
        String form = "Host: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        return List.of(
                keeping("half-sent forms", "POST /login HTTP/1.1\r\n" + form + "Content-Length: 60000\r\n\r\na"),
                keeping("half-sent forms of 4 MB", "POST /login HTTP/1.1\r\n" + form + "Content-Length: 4194303\r\n\r\na"),
                keeping("half-sent headers", "GET / HTTP/1.1\r\nX: " + "x".repeat(20_000)),
                keeping("connections that say nothing", ""),
                asking("addresses of 45 kB", "GET /records?" + "x".repeat(45_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                asking("the sign-in page", "GET /login HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                asking("sign-ins", post("/login", form, "username=dana&password=wrong&_csrf=none")),
                pouring("PUT forms of 300 MB", "PUT /x HTTP/1.1\r\n" + form + "Content-Length: 300000000\r\n\r\n"),
                pouring(
                        "uploads of 200 MB",
                        "POST /people/import HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                                + "Content-Length: 200000000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; "
                                + "filename=\"a\"\r\n\r\n"),
                asking("bad tokens", "GET /api/v1/records HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\n\r\n"),
                asking(
                        "feeds: many extensions",
                        post("/api/v1/cti/demo", form, "event=newCall&callId=flood&direction=in&from=1&user="
                                + IntStream.range(0, 10_000).mapToObj(i -> "1").collect(Collectors.joining(",")))),
                asking("numbers that go back", "GET /calls?q=" + "1".repeat(14_000) + "a HTTP/1.1\r\nHost: localhost\r\nCookie: "
                        + agent + "\r\n\r\n"),
                asking("words that go back", "GET /records?q=" + encoded("a\" -".repeat(3_000)) + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Cookie: " + agent + "\r\n\r\n"),
                new Attack("slow exports", 48, (flood, until) -> flood.sip(
                        bytes("GET /records/export HTTP/1.1\r\nHost: localhost\r\nCookie: " + agent + "\r\n\r\n"), until)),
                keeping("streams of one agent", "GET /live HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: "
                        + agent + "\r\n\r\n"));
    }

    private static Attack keeping(String name, String said) {
        byte[] bytes = bytes(said);
        return new Attack(name, 200, (flood, until) -> flood.keep(bytes));
    }

    private static Attack asking(String name, String said) {
        byte[] bytes = bytes(said);
        return new Attack(name, 200, (flood, until) -> flood.ask(bytes));
    }

    private static Attack pouring(String name, String head) {
        return new Attack(name, 20, (flood, until) -> flood.pour(head, 300_000_000L));
    }

    private static String post(String path, String head, String body) {
        return "POST " + path + " HTTP/1.1\r\n" + head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
