package org.ringdesk.pops;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ringdesk.agents.OpenSignIn;
import org.ringdesk.agents.OpenSignIns;
import org.ringdesk.platform.DatabaseAway;
import org.ringdesk.platform.DatabaseState;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** {@code GET /live}: the signed-in agent's stream of server-sent events, as docs/live.md describes it. */
@Controller
class LiveController {
    private final LiveStreams streams;
    private final LiveBeginnings beginnings;
    private final OpenSignIns signIns;
    private final DatabaseState database;

    LiveController(LiveStreams streams, LiveBeginnings beginnings, OpenSignIns signIns, DatabaseState database) {
        this.database = database;
        this.streams = streams;
        this.beginnings = beginnings;
        this.signIns = signIns;
    }

    @GetMapping("/live")
    void open(
            @RequestHeader(name = "Last-Event-ID", defaultValue = "") String last,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException, DatabaseAway {
        // Without it a stream could only begin to end at once.
        database.require();
        OpenSignIn signIn = signIns.of(request);
        streams.refuseMoreThanFit();
        LiveSocket socket = takeOver(request, response);
        var stream = new LiveStream(signIn, socket);
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
