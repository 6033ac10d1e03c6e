package org.ringdesk.pops;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ringdesk.agents.SignedIn;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** {@code GET /live}: the signed-in agent's stream of server-sent events, as docs/live.md describes it. */
@Controller
class LiveController {
    private final LiveStreams streams;
    private final LiveBeginnings beginnings;

    LiveController(LiveStreams streams, LiveBeginnings beginnings) {
        this.streams = streams;
        this.beginnings = beginnings;
    }

    @GetMapping("/live")
    void open(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "") String last,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        String session = request.getSession().getId();
        LiveSocket socket = takeOver(request, response);
        var stream = new LiveStream(me, session, socket);
        socket.whenOver(() -> streams.remove(stream));
        streams.add(stream);
        beginnings.begin(stream, last);
    }

    /** The header goes out as of any response; what follows is the stream's, until either side closes the connection. */
    private static LiveSocket takeOver(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        LiveSocket socket = request.upgrade(LiveSocket.class);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.CONNECTION, "close");
        response.setHeader("X-Accel-Buffering", "no");
        response.flushBuffer();
        return socket;
    }
}
