package org.ringdesk.pbx.freeswitch;

import java.util.Map;

/** What the event socket sends: an event, an answer, or what it says of itself. */
final class EslMessage {
    static final String AUTH_REQUEST = "auth/request";
    static final String COMMAND_REPLY = "command/reply";
    static final String API_RESPONSE = "api/response";
    static final String EVENT = "text/event-plain";
    static final String DISCONNECT = "text/disconnect-notice";
    static final String REJECTED = "text/rude-rejection";

    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * @param headers by name, whatever its case
     * @param body empty where there is none, or it was too long to keep
     */
    EslMessage(Map<String, String> headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    boolean is(String type) {
        return headers.getOrDefault("Content-Type", "").equals(type);
    }

    /** What a command is answered with. */
    String reply() {
        return headers.getOrDefault("Reply-Text", "");
    }

    byte[] body() {
        return body;
    }

    String text() {
        return EslText.of(body, 0, body.length);
    }

    EslEvent event() {
        return EslEvent.plain(body);
    }
}
