package org.ringdesk.pbx.sip;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.pbx.Cleaned;
import org.ringdesk.pbx.Connection;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Reports;
import org.ringdesk.pbx.Room;
import org.ringdesk.pbx.sip.SipSubscriptions.Document;
import org.ringdesk.pbx.sip.SipTransport.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link to one phone system that tells which of its extensions are in use. */
final class SipConnection implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(SipConnection.class);
    private static final Duration ANSWERS_WITHIN = Duration.ofMillis(4_500);

    /** By then what goes on is known, though an extension may have kept quiet. */
    private static final Duration STATED_WITHIN = Duration.ofSeconds(5);

    /** What may wait until it is listened to, in bytes. */
    private static final int MOST_EARLY = 2 * 1024 * 1024;

    private final SipTransport transport;
    private final Digest digest;
    private final Room room = new Room(MOST_EARLY);
    private final SipSettings settings;
    private final SipCalls calls;
    private final Clock clock;
    private final SipSubscriptions subscriptions;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<Document> early = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private String version = "";
    private boolean settled;

    private SipConnection(
            SipTransport transport,
            Digest digest,
            SipSettings settings,
            SipSubscriptions subscriptions,
            SipCalls calls,
            Clock clock) {
        this.transport = transport;
        this.digest = digest;
        this.settings = settings;
        this.subscriptions = subscriptions;
        this.calls = calls;
        this.clock = clock;
    }

    /** Asks for all extensions, the first one alone, so that a wrong password is tried once. */
    static SipConnection open(SipTransport transport, SipSettings settings, Digest digest, SipCalls calls, Clock clock)
            throws ConnectionFailed {
        var ids = new RandomIds();
        var client = new SipClient(transport, settings.user(), digest, ids);
        var subscriptions = new SipSubscriptions(client, settings, ids, clock.instant());
        var connection = new SipConnection(transport, digest, settings, subscriptions, calls, clock);
        transport.listen();
        try {
            connection.subscribe();
            return connection;
        } catch (IOException e) {
            throw connection.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionFailed(false, "pbx.connection.ended");
        }
    }

    private void subscribe() throws IOException, InterruptedException, ConnectionFailed {
        Instant until = clock.instant().plus(ANSWERS_WITHIN);
        while (!subscriptions.answered() && clock.instant().isBefore(until)) {
            synchronized (subscriptions) {
                subscriptions.due(clock.instant(), subscriptions.spoken() ? Integer.MAX_VALUE : 1);
            }
            @Nullable Incoming next = transport.next(wait(clock.instant()));
            if (next instanceof Incoming.Broken broken) {
                throw broken.why();
            }
            if (next instanceof Incoming.Message message) {
                Optional<Document> document = take(message.message());
                if (document.isPresent()) {
                    room.need(message.message().weight());
                    early.add(document.get());
                }
            }
            throwWhereRefused();
        }
        if (!subscriptions.spoken()) {
            throw new SocketTimeoutException();
        }
        refused.addAll(subscriptions.refused().keySet());
        if (!subscriptions.anyActive()) {
            int status = subscriptions.lastStatus();
            String key = status == 403 ? "pbx.sip.forbidden" : status == 489 ? "pbx.sip.no-dialogs" : "pbx.sip.nothing";
            throw new ConnectionFailed(true, key, settings.user(), Integer.toString(status));
        }
        digest.accepted();
    }

    private void throwWhereRefused() throws ConnectionFailed {
        int status = subscriptions.lastStatus();
        if (status == 401 || status == 407) {
            if (digest.weaker()) {
                throw new ConnectionFailed(true, "pbx.sip.weaker");
            }
            throw new ConnectionFailed(true, "pbx.sip.password", settings.user());
        }
    }

    private Duration wait(Instant now) {
        return SipSubscriptions.until(subscriptions.dueAt(), now);
    }

    private Optional<Document> take(SipMessage message) throws IOException {
        if (version.isEmpty()) {
            version = named(message.agent());
        }
        synchronized (subscriptions) {
            return closed.get() ? Optional.empty() : subscriptions.take(message, clock.instant());
        }
    }

    private static String named(String agent) {
        String text = Cleaned.line(agent).strip();
        int end = text.indexOf('+');
        return end > 0 ? text.substring(0, end) : text;
    }

    @Override
    public String version() {
        return version.isEmpty() ? "SIP" : version;
    }

    @Override
    public List<String> lacks() {
        var lacks = new ArrayList<String>();
        if (!refused.isEmpty()) {
            lacks.add("pbx.sip.lacks.refused " + String.join(", ", refused));
        }
        if (digest.weak() && settings.protocol() != Protocol.TLS) {
            lacks.add("pbx.sip.lacks.weak");
        }
        return lacks;
    }

    @Override
    public void run(Reports reports) throws ConnectionFailed {
        try {
            Instant begun = clock.instant();
            early.forEach(document -> tell(document, reports));
            early.clear();
            while (!closed.get()) {
                settle(begun, reports);
                step(reports);
            }
        } catch (IOException e) {
            if (!closed.get()) {
                throw failed(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(Reports reports) throws IOException, InterruptedException, ConnectionFailed {
        synchronized (subscriptions) {
            subscriptions.due(clock.instant(), Integer.MAX_VALUE);
        }
        @Nullable Incoming next = transport.next(wait(clock.instant()));
        switch (next) {
            case null -> {}
            case Incoming.Broken broken -> throw broken.why();
            case Incoming.Nudge nudge -> ask();
            case Incoming.Message message -> {
                reports.heard();
                take(message.message()).ifPresent(document -> tell(document, reports));
                throwWhereRefused();
                if (mayRefuse(message.message())) {
                    forgetRefused(reports);
                }
            }
        }
    }

    private static boolean mayRefuse(SipMessage message) {
        return message.status() >= 400 || message.header("Subscription-State").startsWith("terminated");
    }

    /** What goes on at extensions that nobody tells of any more is not known. */
    private void forgetRefused(Reports reports) {
        Instant now = clock.instant();
        subscriptions.refused().keySet().forEach(gone -> tell(gone, calls.unwatched(gone, now), reports));
    }

    private void ask() throws IOException {
        synchronized (subscriptions) {
            subscriptions.ping(clock.instant());
        }
    }

    private void tell(Document document, Reports reports) {
        Optional<DialogInfo> info = DialogInfo.read(document.message().body());
        if (info.isEmpty()) {
            LOG.debug(
                    "phone system {} sent what cannot be read", settings.feed().id());
            return;
        }
        Instant now = clock.instant();
        List<CallEvent> events = calls.take(document.extension(), info.get(), document.complete(), now);
        calls.unsure().forEach(extension -> subscriptions.refresh(extension, now));
        tell(document.extension(), events, reports);
    }

    private static void tell(String extension, List<CallEvent> events, Reports reports) {
        if (!events.isEmpty()) {
            reports.tell("dialog " + extension, events.getFirst().about().number(), events);
        }
    }

    private void settle(Instant begun, Reports reports) {
        if (!settled && (subscriptions.stated() || clock.instant().isAfter(begun.plus(STATED_WITHIN)))) {
            settled = true;
            forgetRefused(reports);
            reports.settle(calls.legs());
        }
    }

    @Override
    public void ping() {
        transport.nudge();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                synchronized (subscriptions) {
                    subscriptions.end();
                }
            } catch (IOException e) {
                LOG.debug("the phone system could not be told that nothing is asked for any more", e);
            }
            transport.close();
        }
    }

    private ConnectionFailed failed(IOException why) {
        return switch (why) {
            case SipReader.NotSip other -> new ConnectionFailed(true, "pbx.sip.no-sip", settings.place());
            case EOFException ended -> new ConnectionFailed(false, "pbx.connection.ended");
            default -> ConnectionFailed.of(why, settings.host(), settings.port());
        };
    }
}
