package org.ringdesk.pops;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ringdesk.agents.AccountId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Finds out where streams begin, a few at a time and after their requests are done: when thousands come back together after
 * a restart, those who wait cost a connection each, and neither a request's memory nor one of the database's connections.
 */
@Component
class LiveBeginnings implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(LiveBeginnings.class);
    private static final int AT_ONCE = 6;

    private final LiveStreams streams;
    private final LiveState state;
    private final NoticeRepository notices;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());

    LiveBeginnings(LiveStreams streams, LiveState state, NoticeRepository notices) {
        this.streams = streams;
        this.state = state;
        this.notices = notices;
    }

    /** @param last the id of the last event that the client has heard, or anything else */
    void begin(LiveStream stream, String last) {
        workers.execute(() -> settle(stream, last));
    }

    private void settle(LiveStream stream, String last) {
        try {
            long position = last.matches("[0-9]{1,18}") ? Long.parseLong(last) : -1;
            if (position >= 0 && goesOn(stream.agent(), position)) {
                stream.resume(position);
            } else {
                stream.begin(state.of(stream.agent()));
            }
            // What was committed since it was settled where the stream begins.
            streams.deliver(List.of(stream.agent()));
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("a stream could not begin; its client comes back", e);
            stream.close();
        }
    }

    private boolean goesOn(AccountId agent, long position) {
        return notices.knows(agent, position)
                && notices.after(Map.of(agent, position), LiveStreams.MOST_AT_ONCE)
                                .size()
                        < LiveStreams.MOST_AT_ONCE;
    }

    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
