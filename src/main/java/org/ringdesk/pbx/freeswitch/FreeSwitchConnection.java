package org.ringdesk.pbx.freeswitch;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.pbx.Connection;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Reports;
import org.ringdesk.pbx.Room;

/** A link to one FreeSWITCH: asks which channels there are, then follows what happens to them. */
final class FreeSwitchConnection implements Connection {
    /** Of all events those that tell of calls. Others do not leave the PBX. */
    private static final String EVENTS =
            "event plain CHANNEL_CREATE CHANNEL_PROGRESS CHANNEL_PROGRESS_MEDIA CHANNEL_ANSWER"
                    + " CHANNEL_BRIDGE CHANNEL_UNBRIDGE CHANNEL_HOLD CHANNEL_UNHOLD CHANNEL_UUID CALL_UPDATE CHANNEL_HANGUP"
                    + " CHANNEL_HANGUP_COMPLETE CUSTOM " + EslCalls.QUEUES + ' ' + EslCalls.DIGITS
                    + ' ' + EslPresences.REGISTERED + ' ' + EslPresences.UNREGISTERED + ' ' + EslPresences.EXPIRED;

    private static final String COUNT = "api show channels count";
    private static final String PING = "api uptime s";

    /** A list that is not complete by then never will be. */
    private static final Duration LISTED_WITHIN = Duration.ofSeconds(60);

    /** What was missed for whatever reason is put right after this. */
    private static final Duration LISTED_EVERY = Duration.ofMinutes(1);

    private static final Duration RIGHT_ENOUGH = Duration.ofSeconds(3);
    private static final Pattern VERSION = Pattern.compile("FreeSWITCH Version ([0-9A-Za-z.\\-]{1,40})");

    private final EslLink link;
    private final FreeSwitchSettings settings;
    private final EslCalls calls;
    private final EslPresences presences;
    private final Room room;
    private final Clock clock;
    private final String version;

    /** How much the clock there is behind. */
    private final Duration behind;

    private @Nullable EslListing listing;
    private Instant askedAt = Instant.MIN;
    private Instant listedAt = Instant.MIN;
    private boolean settled;
    private volatile boolean closed;

    FreeSwitchConnection(EslLink link, FreeSwitchSettings settings, EslCalls calls, Room room, Clock clock)
            throws ConnectionFailed {
        this.link = link;
        this.settings = settings;
        this.calls = calls;
        this.room = room;
        this.presences = new EslPresences(room);
        this.clock = clock;
        try {
            Matcher said = VERSION.matcher(link.ask("api version").text());
            this.version = said.find() ? "FreeSWITCH " + said.group(1) : "FreeSWITCH";
            this.behind = behind(link.ask("api strepoch").text().strip(), clock.instant());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** @param epoch seconds since 1970, as the clock there says; anything else where it does not say */
    private static Duration behind(String epoch, Instant now) {
        if (!epoch.matches("[0-9]{9,11}")) {
            return Duration.ZERO;
        }
        Duration behind = Duration.between(Instant.ofEpochSecond(Long.parseLong(epoch)), now);
        return behind.abs().compareTo(RIGHT_ENOUGH) < 0 ? Duration.ZERO : behind;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<String> lacks() throws ConnectionFailed {
        try {
            boolean lists = link.ask(COUNT).text().contains("total");
            return lists ? List.of() : List.of("pbx.freeswitch.lacks.list");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void run(Reports reports) throws ConnectionFailed {
        try {
            link.send(EVENTS);
            askForList();
            while (!closed) {
                EslMessage message = link.next();
                reports.heard();
                take(message, reports);
            }
        } catch (IOException e) {
            if (!closed) {
                throw failed(e);
            }
        } finally {
            presences.close();
            if (listing != null) {
                listing.close();
            }
        }
    }

    private void askForList() throws IOException {
        askedAt = clock.instant();
        listing = new EslListing(calls.channels(), !settled, behind, settings.variable(), room);
        link.send(EslListing.LIST);
        link.send(EslPresences.AGENTS);
        link.send(EslPresences.TIERS);
        link.send(EslPresences.REGISTRATIONS);
    }

    private void take(EslMessage message, Reports reports) throws IOException, ConnectionFailed {
        EslLink.Answer answer = link.answer(message);
        if (answer != null) {
            answered(answer, reports);
        } else if (message.is(EslMessage.EVENT)) {
            EslEvent event = message.event().later(behind).plausible(clock.instant());
            presences.take(event).ifPresent(reports::presence);
            happened(event, reports);
        }
        if (listing != null && askedAt.isBefore(clock.instant().minus(LISTED_WITHIN))) {
            throw new SocketTimeoutException("the list of channels does not come to an end");
        }
        if (listing == null && listedAt.isBefore(clock.instant().minus(LISTED_EVERY))) {
            askForList();
        }
    }

    private void answered(EslLink.Answer answer, Reports reports) throws IOException, ConnectionFailed {
        if (answer.command().equals(EVENTS) && !answer.message().reply().startsWith("+OK")) {
            throw new ConnectionFailed(true, "pbx.freeswitch.events");
        }
        if (presences.answered(answer) && answer.command().equals(EslPresences.REGISTRATIONS)) {
            reports.presences(presences.all());
        }
        EslListing open = listing;
        if (open == null) {
            return;
        }
        for (String next : open.take(answer)) {
            link.send(next);
        }
        if (open.complete()) {
            listed(open, reports);
        }
    }

    private void listed(EslListing open, Reports reports) {
        listing = null;
        listedAt = clock.instant();
        if (open.answered()) {
            tell("resync", calls.resync(open.channels(), open.gone(), listedAt), reports);
        } else if (!settled) {
            tell("resync", calls.resync(List.of(), calls.channels(), listedAt), reports);
        }
        if (!settled) {
            settled = true;
            reports.settle(calls.legs());
        }
        open.waiting().forEach(event -> happened(event, reports));
        open.close();
    }

    private void happened(EslEvent event, Reports reports) {
        EslListing open = listing;
        if (open == null || !open.wait(event)) {
            tell(event.name(), calls.take(event, clock.instant()), reports);
        }
    }

    private static void tell(String name, List<CallEvent> events, Reports reports) {
        if (!events.isEmpty()) {
            reports.tell(name, events.getFirst().about().number(), events);
        }
    }

    @Override
    public void ping() throws IOException {
        link.send(PING);
    }

    @Override
    public void close() {
        closed = true;
        link.close();
    }

    private ConnectionFailed failed(IOException why) {
        return switch (why) {
            case Room.Full full -> new ConnectionFailed(false, "pbx.connection.too-much");
            case EOFException ended -> new ConnectionFailed(false, "pbx.connection.ended");
            case SocketTimeoutException silent -> ConnectionFailed.of(silent, settings.host(), settings.port());
            default -> new ConnectionFailed(false, "pbx.connection.lost", settings.host() + ':' + settings.port());
        };
    }
}
