package org.ringdesk.pbx.asterisk;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.pbx.Connection;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Reports;
import org.ringdesk.pbx.Room;

/** A link to one Asterisk: asks which channels there are, then follows what happens to them. */
final class AsteriskConnection implements Connection {
    /** Of the classes of events, those that tell of calls. Others do not leave the PBX. */
    private static final String CLASSES = "call,agent,dialplan,user";

    private static final String LIST = "CoreShowChannels";
    private static final String QUEUES = "QueueStatus";
    private static final String DEVICES = "DeviceStateList";
    private static final String PRESENTATION = "Getvar";

    /** What an account may be allowed, and is asked for here. */
    private static final List<String> ACTIONS =
            List.of(LIST, QUEUES, DEVICES, PRESENTATION, "Originate", "Hangup", "BlindTransfer");

    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final Duration TRYING = Duration.ofSeconds(5);

    /** A list that is not complete by then never will be. */
    private static final Duration LISTED_WITHIN = Duration.ofSeconds(30);

    /** What was missed for whatever reason is put right after this. */
    private static final Duration LISTED_EVERY = Duration.ofMinutes(1);

    private final AmiLink link;
    private final AsteriskSettings settings;
    private final AmiCalls calls;
    private final AmiPresences presences;
    private final Clock clock;
    private final String version;
    private final Set<String> allowed;
    private final Room room;
    private final List<AmiMessage> listed = new ArrayList<>();

    /** Came while an answer was waited for. */
    private final Deque<AmiMessage> waiting = new ArrayDeque<>();

    private Instant listAskedAt;

    /** Whether a list of channels is to come still. */
    private boolean listing;

    /** Room that was taken for what is listed and what waits. */
    private int kept;

    /** Lists of queues and devices that are still to come. */
    private int missing;

    private boolean settled;
    private volatile boolean closed;

    AsteriskConnection(
            AmiLink link, AsteriskSettings settings, AmiCalls calls, AmiPresences presences, Room room, Clock clock)
            throws ConnectionFailed {
        this.link = link;
        this.settings = settings;
        this.calls = calls;
        this.presences = presences;
        this.room = room;
        this.clock = clock;
        this.listAskedAt = clock.instant();
        try {
            String core = link.ask("CoreSettings").text("AsteriskVersion");
            this.version = core.isEmpty() ? link.banner() : "Asterisk " + core.replaceFirst("[+~].*", "");
            AmiMessage commands = link.ask("ListCommands");
            this.allowed = ACTIONS.stream()
                    .filter(action -> !commands.text(action).isEmpty())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<String> lacks() throws ConnectionFailed {
        var lacks = new ArrayList<String>();
        if (!may(LIST)) {
            lacks.add("pbx.asterisk.lacks.list");
        }
        if (settings.dials() && !may("Originate")) {
            lacks.add("pbx.asterisk.lacks.originate");
        }
        if (settings.controls() && !AsteriskControl.ACTIONS.stream().allMatch(this::may)) {
            lacks.add(AsteriskControl.LACKS);
        }
        try {
            lacks.addAll(link.in(TRYING, () -> new AmiHearing(link).lacks()));
        } catch (IOException e) {
            throw failed(e);
        }
        return lacks;
    }

    private boolean may(String action) {
        return allowed.contains(action);
    }

    @Override
    public void run(Reports reports) throws ConnectionFailed {
        try {
            link.send("Events", "ringdesk-events", "EventMask", CLASSES);
            begin(reports);
            while (!closed) {
                take(next(reports), reports);
            }
        } catch (IOException e) {
            if (!closed) {
                throw failed(e);
            }
        } finally {
            room.give(kept);
            kept = 0;
        }
    }

    private void keep(AmiMessage message) throws Room.Full {
        room.need(message.weight());
        kept += message.weight();
    }

    private void drop(AmiMessage message) {
        room.give(message.weight());
        kept -= message.weight();
    }

    private AmiMessage next(Reports reports) throws IOException {
        AmiMessage early = waiting.poll();
        if (early == null) {
            return read(reports);
        }
        drop(early);
        return early;
    }

    private AmiMessage read(Reports reports) throws IOException {
        AmiMessage message = link.next();
        reports.heard();
        return message;
    }

    /** Where it may not ask which channels there are, nothing that it knew before is to be trusted. */
    private void begin(Reports reports) throws IOException {
        if (may(LIST)) {
            askForList(clock.instant());
        } else {
            Instant now = clock.instant();
            reports.tell("resync", "", calls.resync(List.of(), now, now));
            reports.settle(Set.of());
            settled = true;
        }
        askForPresences();
    }

    private void askForPresences() throws IOException {
        presences.listing();
        missing = 0;
        for (String list : List.of(QUEUES, DEVICES)) {
            if (may(list)) {
                missing++;
                link.send(list, "ringdesk-presences");
            }
        }
    }

    private void listedPresences(Reports reports) {
        missing--;
        if (missing == 0) {
            reports.presences(presences.listed());
        }
    }

    private void askForList(Instant now) throws IOException {
        listAskedAt = now;
        listing = true;
        link.send(LIST, "ringdesk-list");
    }

    private void take(AmiMessage message, Reports reports) throws IOException {
        Instant now = clock.instant();
        switch (message.event()) {
            case "CoreShowChannel" -> listed(message);
            case "CoreShowChannelsComplete" -> list(now, reports);
            case "QueueStatusComplete", "DeviceStateListComplete" -> listedPresences(reports);
            default -> {
                tell(message.event(), calls.take(message, now), reports);
                presences.take(message).ifPresent(reports::presence);
            }
        }
        if (may(PRESENTATION) && calls.beginsWithNumber(message)) {
            askWhetherWithheld(message, reports);
        }
        if (listing && listAskedAt.isBefore(now.minus(LISTED_WITHIN))) {
            throw new SocketTimeoutException("the list of channels does not come to an end");
        }
        if (settled && listAskedAt.isBefore(now.minus(LISTED_EVERY))) {
            if (may(LIST)) {
                askForList(now);
            }
            askForPresences();
            listAskedAt = now;
        }
    }

    /** The answer comes within a millisecond, but what else is told of the call may come before it. */
    private void askWhetherWithheld(AmiMessage begin, Reports reports) throws IOException {
        link.send(PRESENTATION, "ringdesk-number", "Channel", begin.text("Channel"), "Variable", "CALLERID(num-pres)");
        AmiMessage message = link.in(ANSWER, () -> answered("ringdesk-number", reports));
        if (message.text("Value").startsWith("prohib")) {
            calls.withheld(begin.text("Uniqueid"));
        }
    }

    private AmiMessage answered(String id, Reports reports) throws IOException {
        AmiMessage message = read(reports);
        while (!message.text("ActionID").equals(id)) {
            keep(message);
            waiting.add(message);
            message = read(reports);
        }
        return message;
    }

    /** One that nobody asked for is none. */
    private void listed(AmiMessage message) throws Room.Full {
        if (listing) {
            AmiMessage channel = message.only(AmiListing.FIELDS);
            keep(channel);
            listed.add(channel);
        }
    }

    private void list(Instant now, Reports reports) {
        if (!listing) {
            return;
        }
        listing = false;
        tell("resync", calls.resync(listed, listAskedAt, now), reports);
        listed.forEach(this::drop);
        listed.clear();
        if (!settled) {
            settled = true;
            reports.settle(calls.legs());
        }
    }

    private static void tell(String name, List<CallEvent> events, Reports reports) {
        if (!events.isEmpty()) {
            reports.tell(name, events.getFirst().about().number(), events);
        }
    }

    @Override
    public void ping() throws IOException {
        link.send("Ping", "ringdesk-ping");
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
