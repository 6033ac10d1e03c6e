package org.ringdesk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request line sent byte by byte, as no well-behaved client would. */
public final class RawRequest {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");
    private static final Pattern LOCATION = Pattern.compile("(?im)^location: (.*)$");

    private RawRequest() {}

    /** What came back, as it came. */
    public record Answer(int status, String location, String text) {}

    /**
     * @param target path and query; each character below 256 is one byte
     */
    public static Answer get(int port, String target, String... headers) {
        String head = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + String.join("", Arrays.stream(headers).map(h -> h + "\r\n").toList()) + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("no answer to a request line of " + target.length() + " bytes", e);
        }
    }

    private static Answer answer(String text) {
        Matcher status = STATUS.matcher(text);
        Matcher location = LOCATION.matcher(text);
        return new Answer(
                status.lookingAt() ? Integer.parseInt(status.group(1)) : 0,
                location.find() ? location.group(1).strip() : "",
                text);
    }
}
