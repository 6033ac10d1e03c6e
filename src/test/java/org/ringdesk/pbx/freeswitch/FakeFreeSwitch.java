package org.ringdesk.pbx.freeswitch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.ringdesk.pbx.FakePbx;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the event socket as a real FreeSWITCH does, and sends what one sent. It knows which channels it has told of, so
 * that it can list and describe them.
 */
public final class FakeFreeSwitch implements FakePbx {
    private static final String SECRET = "s3cret";
    private static final JsonMapper JSON = JsonMapper.shared();

    final List<String> originated = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final Map<Socket, Set<String>> links = new ConcurrentHashMap<>();
    private final List<Transcript.Line> lines;
    private final List<Transcript.Line> told = new ArrayList<>();
    private final String greeting;
    private final Duration ahead;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean hushed;
    private volatile boolean refuses;
    private volatile boolean paused;

    public FakeFreeSwitch() {
        this("Content-Type: auth/request\n\n", Duration.ZERO);
    }

    /** @param ahead how much its clock is */
    FakeFreeSwitch(String greeting, Duration ahead) {
        this.greeting = greeting;
        this.ahead = ahead;
        this.lines = Transcript.lines("a-answered", Instant.now().plus(ahead));
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
        told.clear();
    }

    @Override
    public void cut() {
        links.keySet().forEach(FakeFreeSwitch::hangUp);
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
        var event = new EslEvent(Map.of(
                "Event-Name", "CUSTOM",
                "Event-Subclass", "callcenter::info",
                "CC-Agent", "201@127.0.0.1",
                "CC-Action", "agent-status-change",
                "CC-Agent-Status", "On Break"));
        links.keySet()
                .forEach(link -> write(link, "Content-Length: %d\nContent-Type: text/event-plain\n\n", plain(event)));
    }

    private String callCenter(String command) {
        return command.contains("tier") ? """
                        queue|agent|state|level|position
                        helpdesk@127.0.0.1|201@127.0.0.1|Ready|1|1
                        +OK
                        """ : """
                        name|instance_id|uuid|type|contact|status|state|max_no_answer
                        201@127.0.0.1|single_box||callback|[leg_timeout=10]user/201@127.0.0.1|%s|Waiting|3
                        +OK
                        """.formatted(paused ? "On Break" : "Available");
    }

    private static String registrations() {
        return JSON.writeValueAsString(
                Map.of("row_count", 1, "rows", List.of(Map.of("reg_user", "201", "token", "e2e9c0bc7e5c2100"))));
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

    void play(Predicate<Transcript.Line> which, int times) {
        lines.stream().filter(which).forEach(line -> {
            for (int i = 0; i < times; i++) {
                tell(line);
            }
        });
    }

    private synchronized void tell(Transcript.Line line) {
        told.add(line);
        EslEvent event = line.event();
        String name = event.has("Event-Subclass") ? event.text("Event-Subclass") : event.name();
        links.forEach((link, wanted) -> {
            if (wanted.contains(name)) {
                write(link, "Content-Length: %d\nContent-Type: text/event-plain\n\n", plain(event));
            }
        });
    }

    /** As {@code switch_event_serialize} writes it: a plus sign has a percent sign, a space has no plus. */
    private static String plain(EslEvent event) {
        var text = new StringBuilder();
        event.fields()
                .forEach((name, value) -> text.append(name)
                        .append(": ")
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"))
                        .append('\n'));
        return text.append('\n').toString();
    }

    private void accept() {
        try {
            while (true) {
                Socket link = server.accept();
                links.put(link, Set.of());
                Thread.ofVirtual().start(() -> serve(link));
            }
        } catch (IOException e) {
            cut();
        }
    }

    private void serve(Socket link) {
        try (link) {
            link.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
            var reader = new BufferedReader(new InputStreamReader(link.getInputStream(), StandardCharsets.UTF_8));
            for (String command = reader.readLine(); command != null; command = reader.readLine()) {
                if (!command.isEmpty() && !hushed) {
                    act(link, command);
                }
            }
        } catch (IOException e) {
            // The link is gone.
        } finally {
            links.remove(link);
        }
    }

    private synchronized void act(Socket link, String command) {
        String[] words = command.split(" ", 3);
        switch (words[0]) {
            case "auth" -> signIn(link, command);
            case "event" -> {
                links.put(link, Set.of(command.split(" ", -1)));
                reply(link, "+OK event listener enabled plain");
            }
            case "bgapi" -> {
                originated.add(command);
                reply(link, "+OK Job-UUID: 4ac728b1-e798-47f3-b383-432bd89d4fba");
            }
            case "api" -> write(link, "Content-Type: api/response\nContent-Length: %d\n\n", api(words[1], command));
            default -> reply(link, "-ERR command not found");
        }
    }

    private static void signIn(Socket link, String command) {
        if (command.equals("auth " + SECRET)) {
            reply(link, "+OK accepted");
        } else {
            reply(link, "-ERR invalid");
            write(link, "Content-Type: text/disconnect-notice\nContent-Length: %d\n\n", "Disconnected, goodbye.\n");
            hangUp(link);
        }
    }

    private String api(String api, String command) {
        return switch (api) {
            case "version" -> "FreeSWITCH Version 1.10.12-release+git~20240802T210227Z~a88d069d6f~64bit (64bit)\n";
            case "uptime" -> "4711\n";
            case "strepoch" -> Instant.now().plus(ahead).getEpochSecond() + "\n";
            case "show" ->
                command.contains("registrations")
                        ? registrations()
                        : command.endsWith("count") ? "\n0 total.\n" : list();
            case "callcenter_config" -> callCenter(command);
            case "uuid_dump" -> dump(command.split(" ", -1)[2]);
            case "uuid_getvar" -> bond(command.split(" ", -1)[2]);
            case "uuid_kill", "uuid_transfer" -> control(command.split(" ", -1));
            default -> "-ERR " + api + " Command not found!\n";
        };
    }

    private String list() {
        List<Map<String, String>> rows = Transcript.alive(told).keySet().stream()
                .map(id -> Map.of("uuid", id, "direction", "inbound"))
                .toList();
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("row_count", rows.size());
        if (!rows.isEmpty()) {
            list.put("rows", rows);
        }
        return JSON.writeValueAsString(list);
    }

    private String dump(String id) {
        EslEvent channel = Transcript.alive(told).get(id);
        if (channel == null) {
            return "-ERR No such channel!\n";
        }
        Map<String, String> fields = new LinkedHashMap<>(channel.fields());
        fields.put("Event-Name", "CHANNEL_DATA");
        return JSON.writeValueAsString(fields);
    }

    /** What the channel is connected to. */
    private String bond(String id) {
        EslEvent channel = Transcript.alive(told).get(id);
        if (channel == null) {
            return "-ERR No such channel!\n";
        }
        String other = channel.variable("signal_bond");
        return other.isEmpty() ? "_undef_" : other;
    }

    private String control(String[] words) {
        EslEvent channel = Transcript.alive(told).get(words[2]);
        if (channel == null) {
            return "-ERR No such channel!\n";
        }
        if (refuses) {
            return "-ERR Operation Failed\n";
        }
        boolean telephone = channel.text("Channel-Name").contains("201");
        asked.add(
                words[1].equals("uuid_kill")
                        ? "hang up " + (telephone ? "201" : "?")
                        : "transfer " + (telephone ? "?" : "201") + " to " + words[3]);
        return "+OK\n";
    }

    private static void reply(Socket link, String text) {
        write(link, "Content-Type: command/reply\nReply-Text: " + text + "\n\n", "");
    }

    /** @param header with a place for the length of the body */
    private static void write(Socket link, String header, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            link.getOutputStream()
                    .write((header.replace("%d", Integer.toString(bytes.length)) + body)
                            .getBytes(StandardCharsets.UTF_8));
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
