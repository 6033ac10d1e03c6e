package org.ringdesk;

/** A page asked for byte by byte, with its answer taken apart. */
public final class RawRequest {
    private RawRequest() {}

    /** What came back: status, redirect target or empty, and all of it as it came. */
    public record Answer(int status, String location, String text) {}

    /**
     * @param target path and query; each character below 256 is one byte
     */
    public static Answer get(int port, String target, String... headers) {
        String text = RawHttp.get(port, target, headers);
        int status = text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text, 9, 12, 10) : 0;
        return new Answer(status, RawHttp.header(text, "Location"), text);
    }
}
