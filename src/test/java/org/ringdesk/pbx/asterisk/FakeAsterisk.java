package org.ringdesk.pbx.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.ringdesk.pbx.FakePbx;

/**
 * Speaks the Manager Interface as a real Asterisk does, and sends what one sent. It knows which channels it has told of, so
 * that it can list them.
 */
public final class FakeAsterisk implements FakePbx {
    private static final String SECRET = "s3cret";
    private static final String CALL = "a-answered";

    private final ServerSocket server;
    private final Map<Socket, Boolean> links = new ConcurrentHashMap<>();
    private final Map<String, AmiMessage> channels = new LinkedHashMap<>();
    final List<AmiMessage> originated = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean hushed;
    private volatile boolean refuses;
    private volatile boolean paused;

    /** Whether its account may do something with calls. */
    volatile boolean controls = true;

    /** What it answers when asked whether a caller withholds the number. */
    volatile String presentation = "allowed_not_screened";

    public FakeAsterisk() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "host", "127.0.0.1",
                "port", Integer.toString(server.getLocalPort()),
                "user", "ringdesk",
                "dial", "true",
                "control", "true",
                "outside", "9");
    }

    @Override
    public String secret() {
        return SECRET;
    }

    @Override
    public void rings() {
        play(line -> line.since().toMillis() < 2_000, 1);
    }

    @Override
    public void answers() {
        play(line -> line.since().toMillis() >= 2_000 && line.since().toMillis() < 6_000, 1);
    }

    @Override
    public void ends() {
        play(line -> line.since().toMillis() >= 6_000, 1);
    }

    @Override
    public void twice() {
        play(line -> true, 2);
    }

    @Override
    public synchronized void endsUnheard() {
        channels.clear();
    }

    @Override
    public void cut() {
        links.keySet().forEach(FakeAsterisk::hangUp);
    }

    @Override
    public void hush() {
        hushed = true;
    }

    @Override
    public void speak() {
        hushed = false;
    }

    @Override
    public List<String> asked() {
        return asked;
    }

    @Override
    public boolean tellsOfTelephones() {
        return true;
    }

    @Override
    public void pauses() {
        paused = true;
        tell(AmiMessage.of(
                "Event", "QueueMemberPause",
                "Queue", "helpdesk",
                "Interface", "PJSIP/201",
                "Paused", "1",
                "PausedReason", "lunch"));
    }

    private void queues(Socket link, String id) {
        write(link, AmiMessage.of("Response", "Success", "ActionID", id, "EventList", "start"));
        write(
                link,
                AmiMessage.of(
                        "Event", "QueueMember",
                        "ActionID", id,
                        "Queue", "helpdesk",
                        "Name", "Alice Adams",
                        "Location", "PJSIP/201",
                        "StateInterface", "PJSIP/201",
                        "Status", "1",
                        "Paused", paused ? "1" : "0",
                        "PausedReason", paused ? "lunch" : ""));
        write(link, AmiMessage.of("Event", "QueueStatusComplete", "ActionID", id, "EventList", "Complete"));
    }

    private static void devices(Socket link, String id) {
        write(link, AmiMessage.of("Response", "Success", "ActionID", id, "EventList", "start"));
        for (String device : List.of("PJSIP/201", "PJSIP/trunk", "Queue:helpdesk_pause_PJSIP/201")) {
            write(
                    link,
                    AmiMessage.of(
                            "Event", "DeviceStateChange", "ActionID", id, "Device", device, "State", "NOT_INUSE"));
        }
        write(link, AmiMessage.of("Event", "DeviceStateListComplete", "ActionID", id, "EventList", "Complete"));
    }

    @Override
    public boolean obeys() {
        return true;
    }

    @Override
    public void refuse() {
        refuses = true;
    }

    @Override
    public int links() {
        return links.size();
    }

    private void play(Predicate<Transcript.Line> which, int times) {
        Transcript.lines(CALL).stream()
                .filter(which)
                .map(Transcript.Line::message)
                .filter(message ->
                        !message.event().isEmpty() && message.text("ActionID").isEmpty())
                .forEach(message -> {
                    for (int i = 0; i < times; i++) {
                        tell(message);
                    }
                });
    }

    private synchronized void tell(AmiMessage message) {
        remember(message);
        links.forEach((link, wanted) -> {
            if (wanted) {
                write(link, message);
            }
        });
    }

    private void remember(AmiMessage message) {
        String id = message.text("Uniqueid");
        if (message.event().equals("Hangup")) {
            channels.remove(id);
        } else if (message.event().equals("Newchannel") || channels.containsKey(id)) {
            channels.put(id, message);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket link = server.accept();
                links.put(link, false);
                Thread.ofVirtual().start(() -> serve(link));
            }
        } catch (IOException e) {
            cut();
        }
    }

    private void serve(Socket link) {
        try (link) {
            link.getOutputStream().write("Asterisk Call Manager/11.0.0\r\n".getBytes(StandardCharsets.UTF_8));
            var reader = new AmiReader(link.getInputStream());
            for (AmiMessage action = reader.next(); action != null; action = reader.next()) {
                if (!hushed) {
                    act(link, action);
                }
            }
        } catch (IOException e) {
            // The link is gone.
        } finally {
            links.remove(link);
        }
    }

    private synchronized void act(Socket link, AmiMessage action) throws IOException {
        String id = action.text("ActionID");
        switch (action.text("Action")) {
            case "Challenge" -> write(link, AmiMessage.of("Response", "Success", "ActionID", id, "Challenge", "4711"));
            case "Login" -> login(link, action);
            case "Events" -> {
                links.put(link, action.text("EventMask").contains("call"));
                write(link, AmiMessage.of("Response", "Success", "ActionID", id, "Events", "On"));
            }
            case "CoreSettings" ->
                write(link, AmiMessage.of("Response", "Success", "ActionID", id, "AsteriskVersion", "22.10.1"));
            case "ListCommands" -> write(link, commands(id));
            case "CoreShowChannels" -> list(link, id);
            case "QueueStatus" -> queues(link, id);
            case "DeviceStateList" -> devices(link, id);
            case "Getvar" -> write(link, AmiMessage.of("Response", "Success", "ActionID", id, "Value", value(action)));
            case "Hangup", "BlindTransfer" -> control(link, action);
            case "Setvar" -> {
                write(link, AmiMessage.of("Response", "Success", "ActionID", id));
                boolean device = action.text("Variable").startsWith("DEVICE_STATE");
                write(
                        link,
                        device
                                ? AmiMessage.of(
                                        "Event", "DeviceStateChange", "Device", "Custom:ringdesk", "State", "INUSE")
                                : AmiMessage.of("Event", "VarSet", "Variable", action.text("Variable"), "Value", "1"));
            }
            case "Originate" -> {
                originated.add(action);
                write(link, AmiMessage.of("Response", "Success", "ActionID", id));
            }
            case "Ping" -> write(link, AmiMessage.of("Response", "Success", "ActionID", id, "Ping", "Pong"));
            default ->
                write(link, AmiMessage.of("Response", "Error", "ActionID", id, "Message", "Invalid/unknown command"));
        }
    }

    private AmiMessage commands(String id) {
        List<String> fields = new ArrayList<>(List.of(
                "Response", "Success",
                "ActionID", id,
                "CoreShowChannels", "List currently active channels.  (Priv: system,reporting,all)",
                "Getvar", "Gets a channel variable.  (Priv: call,reporting,all)",
                "QueueStatus", "Show queue status.  (Priv: <none>)",
                "DeviceStateList", "List the current known device states.  (Priv: call,reporting,all)",
                "Originate", "Originate a call.  (Priv: originate,all)"));
        if (controls) {
            fields.addAll(List.of(
                    "BlindTransfer", "Blind transfer channel(s) to the given destination  (Priv: call,all)",
                    "Hangup", "Hangup channel.  (Priv: system,call,all)"));
        }
        return AmiMessage.of(fields.toArray(String[]::new));
    }

    /** Its dial plan has everything but what begins with 77. */
    private String value(AmiMessage action) {
        String variable = action.text("Variable");
        if (variable.startsWith("DIALPLAN_EXISTS(")) {
            return variable.contains(",77") ? "0" : "1";
        }
        return presentation;
    }

    private void control(Socket link, AmiMessage action) {
        String id = action.text("ActionID");
        boolean hangUp = action.is("Action", "Hangup");
        AmiMessage channel = channels.get(action.text("Channel"));
        if (refuses) {
            write(link, AmiMessage.of("Response", "Error", "ActionID", id, "Message", "Permission denied"));
        } else if (channel == null) {
            String gone = hangUp ? "No such channel" : "Channel specified does not exist";
            write(link, AmiMessage.of("Response", "Error", "ActionID", id, "Message", gone));
        } else {
            String telephone = Stations.endpoint(channel.text("Channel"));
            asked.add(hangUp ? "hang up " + telephone : "transfer " + telephone + " to " + action.text("Exten"));
            write(link, AmiMessage.of("Response", "Success", "ActionID", id, "Message", "Done"));
        }
    }

    private static void login(Socket link, AmiMessage action) throws IOException {
        String id = action.text("ActionID");
        if (action.text("Key").equals(md5("4711" + SECRET))) {
            write(link, AmiMessage.of("Response", "Success", "ActionID", id, "Message", "Authentication accepted"));
        } else {
            write(link, AmiMessage.of("Response", "Error", "ActionID", id, "Message", "Authentication failed"));
            link.close();
        }
    }

    private void list(Socket link, String id) {
        write(link, AmiMessage.of("Response", "Success", "ActionID", id, "EventList", "start"));
        channels.values().forEach(channel -> write(link, listed(channel, id)));
        write(link, AmiMessage.of("Event", "CoreShowChannelsComplete", "ActionID", id, "EventList", "Complete"));
    }

    private static AmiMessage listed(AmiMessage last, String id) {
        boolean dialled = last.text("Channel").startsWith("PJSIP/201");
        return AmiMessage.of(
                "Event",
                "CoreShowChannel",
                "ActionID",
                id,
                "Channel",
                last.text("Channel"),
                "ChannelStateDesc",
                last.text("ChannelStateDesc"),
                "CallerIDNum",
                last.text("CallerIDNum"),
                "CallerIDName",
                last.text("CallerIDName"),
                "ConnectedLineNum",
                last.text("ConnectedLineNum"),
                "Context",
                "from-internal",
                "Exten",
                "201",
                "Uniqueid",
                last.text("Uniqueid"),
                "Linkedid",
                last.text("Linkedid"),
                "Application",
                dialled ? "AppDial" : "Dial",
                "ApplicationData",
                dialled ? "(Outgoing Line)" : "PJSIP/201,15,tT",
                "Duration",
                "00:00:03",
                "BridgeId",
                "");
    }

    private static void write(Socket link, AmiMessage message) {
        try {
            link.getOutputStream().write(message.wire().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            hangUp(link);
        }
    }

    private static void hangUp(Socket link) {
        try {
            link.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
