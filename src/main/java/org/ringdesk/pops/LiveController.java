package org.ringdesk.pops;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ringdesk.agents.AccountId;
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
    private final LiveState state;
    private final NoticeRepository notices;

    LiveController(LiveStreams streams, LiveState state, NoticeRepository notices) {
        this.streams = streams;
        this.state = state;
        this.notices = notices;
    }

    @GetMapping("/live")
    void open(
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "") String last,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        Begin begin = beginning(me.account().id(), last);
        LiveSocket socket = takeOver(request, response);
        var stream = new LiveStream(me, request.getSession().getId(), socket);
        socket.whenOver(() -> streams.remove(stream));
        streams.add(stream);
        begin.on(stream);
        // What was committed since it was settled where the stream begins.
        streams.deliver(List.of(stream.agent()));
    }

    /** How a stream begins. */
    private interface Begin {
        void on(LiveStream stream);
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

    private Begin beginning(AccountId me, String last) {
        long position = last.matches("[0-9]{1,18}") ? Long.parseLong(last) : -1;
        if (position >= 0 && notices.knows(me, position) && isNear(me, position)) {
            return stream -> stream.resume(position);
        }
        Notice now = state.of(me);
        return stream -> stream.begin(now);
    }

    private boolean isNear(AccountId me, long position) {
        int unsaid =
                notices.after(Map.of(me, position), LiveStreams.MOST_AT_ONCE).size();
        return unsaid < LiveStreams.MOST_AT_ONCE;
    }
}
