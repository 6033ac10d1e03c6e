package org.ringdesk.pbx;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.ringdesk.bounds.Subnet;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.CallEvents;
import org.ringdesk.calls.CallId;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The door that all messages of feeds come through: who may, how much, and what became of them. */
@Component
public class Intake {
    /** A longer body is refused, in bytes. */
    public static final int LONGEST_BODY = 64 * 1024;

    private final Feeds feeds;
    private final Floods floods;
    private final FeedDiary diary;
    private final CallEvents events;
    private final Backlog backlog;
    private final Clock clock;

    Intake(Feeds feeds, Floods floods, FeedDiary diary, CallEvents events, Backlog backlog, Clock clock) {
        this.feeds = feeds;
        this.floods = floods;
        this.diary = diary;
        this.events = events;
        this.backlog = backlog;
        this.clock = clock;
    }

    /**
     * The feed of the token.
     *
     * @param request says where it comes from
     * @param response is told when to try again where that is due
     * @throws Refused 401 for an unknown token, 422 for a feed that is off, 429 where it sends too much
     */
    public Feed admit(String kind, String token, HttpServletRequest request, HttpServletResponse response) {
        Feed feed = feeds.withToken(kind, token)
                .orElseThrow(() -> new Refused(HttpStatus.UNAUTHORIZED, "pbx.refused.token"));
        if (!feed.enabled()) {
            throw refused(feed, "", new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.refused.off"));
        }
        if (!floods.admits(feed, Subnet.of(request.getRemoteAddr()))) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            throw refused(feed, "", new Refused(HttpStatus.TOO_MANY_REQUESTS, "pbx.refused.flood", feed.perSecond()));
        }
        return feed;
    }

    /** @throws Refused 413 where it is longer than {@link #LONGEST_BODY} */
    public byte[] body(Feed feed, HttpServletRequest request) throws IOException {
        byte[] body = request.getContentLengthLong() > LONGEST_BODY
                ? new byte[LONGEST_BODY + 1]
                : request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw refused(
                    feed, "", new Refused(HttpStatus.CONTENT_TOO_LARGE, "pbx.refused.large", LONGEST_BODY / 1024));
        }
        return body;
    }

    /**
     * Does what a message wants, now or as soon as the database is back. Behind this door nobody waits for it.
     *
     * @param size of the message, in bytes
     * @param storing says when the message came by what it was given, not by the clock; may be done twice
     * @return what came of it; empty where it waits
     * @throws Refused 503 where too much waits already
     */
    public <T> Optional<T> store(Feed feed, int size, HttpServletResponse response, Supplier<T> storing) {
        try {
            return backlog.store(feed.id(), size, storing);
        } catch (Refused refused) {
            if (refused.status() == HttpStatus.SERVICE_UNAVAILABLE) {
                response.setHeader(HttpHeaders.RETRY_AFTER, "10");
            }
            throw refused;
        }
    }

    /**
     * Hands a message's events on.
     *
     * @param name of the event, as the message calls it
     * @param number of the caller, as it came
     * @return the calls of those that were new
     */
    public List<CallId> take(Feed feed, String name, String number, List<? extends CallEvent> all) {
        List<CallId> fresh = events.receive(all);
        String result =
                all.isEmpty() ? "pbx.heard.nothing" : fresh.isEmpty() ? "pbx.heard.repeated" : "pbx.heard.taken";
        diary.note(feed, new Heard(clock.instant(), name, number, result, "", true));
        return fresh;
    }

    /** Notes that a message was refused, and why. */
    public Refused refused(Feed feed, String name, Refused why) {
        Object[] facts = why.getArguments();
        String fact = facts.length == 0 ? "" : String.valueOf(facts[0]);
        diary.note(feed, new Heard(clock.instant(), name, "", why.getCodes()[0], fact, false));
        return why;
    }

    /** Notes what came of a message that told of no call. */
    public void note(Feed feed, String name, String number, String result, String detail) {
        diary.note(feed, new Heard(clock.instant(), name, number, result, detail, true));
    }
}
