package org.ringdesk.pbx.sip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.Cleaned;
import org.ringdesk.pbx.Room;

/** A request or a response of SIP (RFC 3261, section 7). */
final class SipMessage {
    static final String VERSION = "SIP/2.0";

    /** Section 7.3.3, and RFC 6665, section 8.2.1. */
    private static final Map<String, String> SHORT = Map.of(
            "v", "Via",
            "f", "From",
            "t", "To",
            "i", "Call-ID",
            "m", "Contact",
            "l", "Content-Length",
            "c", "Content-Type",
            "o", "Event",
            "u", "Allow-Events",
            "k", "Supported");

    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_NAME = 80;

    /** Longer values are cut, in characters: a list of several ways, or of several extensions. */
    private static final int LONGEST_VALUE = 4_000;

    private static final byte[] NOTHING = {};

    private final String start;
    private final List<Header> headers;
    private final byte[] body;

    /**
     * @param start the first line, without its end
     * @param headers in their order; names as in the long form
     */
    SipMessage(String start, List<Header> headers, byte[] body) {
        this.start = start;
        this.headers = List.copyOf(headers);
        this.body = body;
    }

    record Header(String name, String value) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    static SipMessage request(String method, String uri, List<Header> headers) {
        return new SipMessage(method + ' ' + uri + ' ' + VERSION, headers, NOTHING);
    }

    /** A response to the request, with what it has to repeat (section 8.2.6). */
    SipMessage answer(int status, String reason, Header... more) {
        var all = new ArrayList<Header>();
        headers.stream()
                .filter(header ->
                        List.of("via", "from", "to", "call-id", "cseq").contains(header.name.toLowerCase(Locale.ROOT)))
                .forEach(all::add);
        all.addAll(List.of(more));
        return new SipMessage(VERSION + ' ' + status + ' ' + reason, all, NOTHING);
    }

    /** The same with another header, the first where it is a {@code Via}. */
    SipMessage with(String name, String value) {
        var all = new ArrayList<>(headers);
        all.add(name.equals("Via") ? 0 : all.size(), new Header(name, value));
        return new SipMessage(start, all, body);
    }

    SipMessage without(String name) {
        return new SipMessage(
                start, headers.stream().filter(header -> !header.is(name)).toList(), body);
    }

    /** What the bytes of a whole message say; null where they are none. */
    static @Nullable SipMessage parse(byte[] bytes) {
        int end = endOfHeaders(bytes);
        @Nullable SipMessage head = head(new String(bytes, 0, end, StandardCharsets.UTF_8));
        if (head == null) {
            return null;
        }
        int from = Math.min(bytes.length, end + 4);
        int said = head.length();
        int length = said < 0 ? bytes.length - from : Math.min(said, bytes.length - from);
        var body = new byte[length];
        System.arraycopy(bytes, from, body, 0, length);
        return new SipMessage(head.start, head.headers, body);
    }

    /** What the lines before the body say; null where they are none of SIP. */
    static @Nullable SipMessage head(String text) {
        List<String> lines =
                text.replaceAll("\r?\n[ \t]+", " ").lines().limit(MOST_HEADERS).toList();
        if (lines.isEmpty() || !(lines.getFirst().startsWith(VERSION + ' ') || isRequest(lines.getFirst()))) {
            return null;
        }
        var headers = new ArrayList<Header>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).strip();
                String full = SHORT.getOrDefault(name.toLowerCase(Locale.ROOT), name);
                String value =
                        Cleaned.text(line.substring(colon + 1), LONGEST_VALUE).strip();
                headers.add(new Header(Cleaned.text(full, LONGEST_NAME), value));
            }
        }
        return new SipMessage(Cleaned.text(lines.getFirst(), LONGEST_VALUE), headers, NOTHING);
    }

    /** What it takes of the heap. */
    int weight() {
        int headers = this.headers.stream()
                .mapToInt(header -> Room.of(header.name, header.value))
                .sum();
        return Room.of(start) + headers + body.length;
    }

    private static boolean isRequest(String line) {
        return line.matches("[A-Z]{1,20} \\S{1,2000} SIP/2\\.0");
    }

    private static int endOfHeaders(byte[] bytes) {
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                return i;
            }
        }
        return bytes.length;
    }

    byte[] bytes() {
        var text = new StringBuilder(start).append("\r\n");
        headers.stream()
                .filter(header -> !header.is("Content-Length"))
                .forEach(header -> text.append(header.name)
                        .append(": ")
                        .append(header.value)
                        .append("\r\n"));
        text.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        var out = new ByteArrayOutputStream(text.length() + body.length);
        out.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    String start() {
        return start;
    }

    List<Header> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    boolean isResponse() {
        return start.startsWith(VERSION);
    }

    /** Of a request; for a response that of the request it is to. */
    String method() {
        if (!isResponse()) {
            return start.substring(0, start.indexOf(' '));
        }
        String sequence = header("CSeq");
        return sequence.substring(sequence.indexOf(' ') + 1);
    }

    /** Of a request. */
    String uri() {
        return start.split(" ", 3)[1];
    }

    /** Of a response; zero where it is none. */
    int status() {
        String[] words = start.split(" ", 3);
        return isResponse() && words[1].matches("[1-6][0-9]{2}") ? Integer.parseInt(words[1]) : 0;
    }

    /** Zero where there is none. */
    long sequence() {
        return number(header("CSeq").split(" ", 2)[0], 0);
    }

    /** The first of that name, or empty. */
    String header(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }

    /** All of that name, also where several stand in one line. */
    List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .flatMap(header -> SipText.split(header.value, ',').stream())
                .toList();
    }

    /** Minus one where there is none, or it makes no sense. */
    int length() {
        return (int) Math.min(Integer.MAX_VALUE, number(header("Content-Length"), -1));
    }

    static long number(String text, long otherwise) {
        return text.matches("[0-9]{1,10}") ? Long.parseLong(text) : otherwise;
    }

    /** Who speaks: {@code User-Agent} of a request, {@code Server} of a response. */
    String agent() {
        String server = header("Server");
        return server.isEmpty() ? header("User-Agent") : server;
    }
}
