package org.ringdesk.pbx.live;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of SIP (RFC 3261, section 7), as a telephone reads and writes it.
 *
 * @param start the request's or status line
 */
record SipText(String start, List<Map.Entry<String, String>> headers, String body) {
    private static final Pattern TAG = Pattern.compile(";tag=([^;>\\s]+)");
    private static final Pattern URI = Pattern.compile("<([^>]+)>");

    static SipText of(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end < 0 ? text.length() : end).split("\r\n", -1);
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.add(Map.entry(
                    lines[i].substring(0, colon).strip(),
                    lines[i].substring(colon + 1).strip()));
        }
        return new SipText(lines[0], headers, end < 0 ? "" : text.substring(end + 4));
    }

    byte[] bytes() {
        var text = new StringBuilder(start).append("\r\n");
        headers.forEach(header -> text.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        text.append("Content-Length: ")
                .append(content.length)
                .append("\r\n\r\n")
                .append(body);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Empty where there is none. */
    String header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    List<Map.Entry<String, String>> all(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .toList();
    }

    boolean request() {
        return !start.startsWith("SIP/");
    }

    String method() {
        return request()
                ? start.substring(0, start.indexOf(' '))
                : header("CSeq").replaceFirst("\\d+ +", "");
    }

    /** Of a response; 0 of a request. */
    int status() {
        return request() ? 0 : Integer.parseInt(start.substring(8, 11));
    }

    String call() {
        return header("Call-ID");
    }

    /** Of a header's value. */
    static String tag(String from) {
        Matcher tag = TAG.matcher(from);
        return tag.find() ? tag.group(1) : "";
    }

    /** Where its sender wants further requests. */
    String contact() {
        Matcher uri = URI.matcher(header("Contact"));
        return uri.find() ? uri.group(1) : "";
    }
}
