package org.ringdesk.bounds;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Lets only so many requests of one client be worked on at once, so that whoever asks for much waits while others do not. Pages
 * that say what went wrong count as well.
 */
@Component
class RequestTurns extends OncePerRequestFilter implements Ordered {
    /** Where a request carries the name of a client that is known. */
    static final String KNOWN = RequestTurns.class.getName() + ".known";

    /** What all clients that nobody knows go by. */
    static final String UNKNOWN = "";

    private static final String WATCHER = "watcher";
    private static final Set<String> HEALTH =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");
    private static final String RETRY_SECONDS = "5";
    private static final byte[] TOO_MANY =
            "Too many requests at once. Try again in a few seconds.\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BUSY =
            "Too many clients that are not signed in ask at once. Try again in a few seconds.\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Turns turns;
    final Turns strangers;
    private final long mostUnread;
    private final AtomicLong unread = new AtomicLong();

    RequestTurns(BoundsSettings settings) {
        this.turns = new Turns(settings.requestsAtOnce(), settings.patience());
        this.strangers = new Turns(settings.strangersAtOnce(), settings.patience());
        this.mostUnread = settings.unreadAnswers().toBytes();
    }

    /** After {@link BodyBounds}. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable String known = (String) request.getAttribute(KNOWN);
        boolean done = known == null
                ? answeredInTurn(request, response, chain)
                : turns.take(known, () -> chain.doFilter(request, response));
        if (!done) {
            busy(known != null, response);
        }
    }

    /** The answer is put together first: whoever reads it slowly must not hold a turn meanwhile. */
    private boolean answeredInTurn(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var answer = new ContentCachingResponseWrapper(response);
        boolean done = strangers.take(lane(request), () -> chain.doFilter(request, answer));
        return done && taken(answer);
    }

    /** What a client has not read is kept until it has, or its time is up. */
    private boolean taken(ContentCachingResponseWrapper answer) throws IOException {
        int size = answer.getContentSize();
        try {
            if (unread.addAndGet(size) > mostUnread && !answer.isCommitted()) {
                answer.reset();
                answer.setHeader(HttpHeaders.CONNECTION, "close");
                return false;
            }
            answer.copyBodyToResponse();
            return true;
        } finally {
            unread.addAndGet(-size);
        }
    }

    /** A flood must not look as if the server were dead: what watches it has turns of its own. */
    private static String lane(HttpServletRequest request) {
        return HEALTH.contains(request.getRequestURI()) ? WATCHER : UNKNOWN;
    }

    /** Said without a page: putting one together is what there are too many of. */
    private static void busy(boolean known, HttpServletResponse response) throws IOException {
        response.setStatus((known ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.SERVICE_UNAVAILABLE).value());
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.getOutputStream().write(known ? TOO_MANY : BUSY);
    }
}
