package org.ringdesk.bench;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What no stream of this server can be quicker than: what is posted is written to the streams that the body names, at once.
 * Nothing is looked up and nothing is kept. Part of a server under test only.
 */
@RestController
@Profile("bench")
class EchoFloor {
    private final Map<String, EchoSocket> streams = new ConcurrentHashMap<>();

    @GetMapping("/bench/stream/{stream}")
    void open(@PathVariable String stream, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        EchoSocket socket = request.upgrade(EchoSocket.class);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setHeader("Connection", "close");
        response.flushBuffer();
        streams.put(stream, socket);
        socket.write(event("open", stream));
    }

    /** Where the generic CTI is, so that it passes the same filters. */
    @PostMapping("/api/v1/cti/echo/{text}")
    Map<String, Object> echo(@PathVariable String text, HttpServletRequest request) throws IOException {
        byte[] event = event("echo", text);
        String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        for (String stream : body.split(",", -1)) {
            EchoSocket socket = streams.get(stream);
            if (socket != null) {
                socket.write(event);
            }
        }
        return Map.of();
    }

    private static byte[] event(String name, String data) {
        return ("event: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
