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
import org.ringdesk.calls.CallEvent;
import org.ringdesk.pbx.Connection;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Reports;

/** A link to one Asterisk: asks which channels there are, then follows what happens to them. */
final class AsteriskConnection implements Connection {
    /** Of the classes of events, those that tell of calls. Others do not leave the PBX. */
    private static final String CLASSES = "call,agent,dialplan,user";

    private static final String LIST = "CoreShowChannels";
    private static final String QUEUES = "QueueStatus";
    private static final String DEVICES = "DeviceStateList";
    private static final String PRESENTATION = "Getvar";

    /** What was missed for whatever reason is put right after this. */
    private static final Duration LISTED_EVERY = Duration.ofMinutes(1);

    private final AmiLink link;
    private final AsteriskSettings settings;
    private final AmiCalls calls;
    private final AmiPresences presences;
    private final Clock clock;
    private final String version;
    private final AmiMessage commands;
    private final boolean asks;
    private final List<AmiMessage> listed = new ArrayList<>();

    /** Came while an answer was waited for. */
    private final Deque<AmiMessage> waiting = new ArrayDeque<>();

    private Instant listAskedAt;
    /** Lists of queues and devices that are still to come. */
    private int missing;

    private boolean settled;
    private volatile boolean closed;

    AsteriskConnection(AmiLink link, AsteriskSettings settings, AmiCalls calls, AmiPresences presences, Clock clock)
            throws ConnectionFailed {
        this.link = link;
        this.settings = settings;
        this.calls = calls;
        this.presences = presences;
        this.clock = clock;
        this.listAskedAt = clock.instant();
        try {
            String core = link.ask("CoreSettings").text("AsteriskVersion");
            this.version = core.isEmpty() ? link.banner() : "Asterisk " + core.replaceFirst("[+~].*", "");
            this.commands = link.ask("ListCommands");
            this.asks = !commands.text(PRESENTATION).isEmpty();
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
            lacks.addAll(new AmiHearing(link).lacks());
        } catch (IOException e) {
            throw failed(e);
        }
        return lacks;
    }

    private boolean may(String action) {
        return !commands.text(action).isEmpty();
    }

    @Override
    public void run(Reports reports) throws ConnectionFailed {
        try {
            link.waitForEver();
            link.send("Events", "ringdesk-events", "EventMask", CLASSES);
            begin(reports);
            while (!closed) {
                take(next(reports), reports);
            }
        } catch (IOException e) {
            if (!closed) {
                throw failed(e);
            }
        }
    }

    private AmiMessage next(Reports reports) throws IOException {
        AmiMessage early = waiting.poll();
        return early == null ? read(reports) : early;
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
        listed.clear();
        link.send(LIST, "ringdesk-list");
    }

    private void take(AmiMessage message, Reports reports) throws IOException {
        Instant now = clock.instant();
        switch (message.event()) {
            case "CoreShowChannel" -> listed.add(message);
            case "CoreShowChannelsComplete" -> list(now, reports);
            case "QueueStatusComplete", "DeviceStateListComplete" -> listedPresences(reports);
            default -> {
                tell(message.event(), calls.take(message, now), reports);
                presences.take(message).ifPresent(reports::presence);
            }
        }
        if (asks && calls.beginsWithNumber(message)) {
            askWhetherWithheld(message, reports);
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
        AmiMessage message = read(reports);
        while (!message.text("ActionID").equals("ringdesk-number")) {
            waiting.add(message);
            message = read(reports);
        }
        if (message.text("Value").startsWith("prohib")) {
            calls.withheld(begin.text("Uniqueid"));
        }
    }

    private void list(Instant now, Reports reports) {
        tell("resync", calls.resync(listed, listAskedAt, now), reports);
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
            case EOFException ended -> new ConnectionFailed(false, "pbx.connection.ended");
            case SocketTimeoutException silent -> ConnectionFailed.of(silent, settings.host(), settings.port());
            default -> new ConnectionFailed(false, "pbx.connection.lost", settings.host() + ':' + settings.port());
        };
    }
}
