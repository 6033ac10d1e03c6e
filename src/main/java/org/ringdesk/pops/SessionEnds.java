package org.ringdesk.pops;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import org.springframework.stereotype.Component;

/** Whoever signs out hears of no more calls. */
@Component
class SessionEnds implements HttpSessionListener {
    private final LiveStreams streams;

    SessionEnds(LiveStreams streams) {
        this.streams = streams;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        streams.endOf(event.getSession().getId());
    }
}
