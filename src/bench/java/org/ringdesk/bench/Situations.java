package org.ringdesk.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.bench.Situation.Message;
import org.ringdesk.bench.Situation.Piece;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the recordings that the tests of the connectors use. */
final class Situations {
    private static final Path FOLDER = Path.of("src/test/resources/pbx");
    private static final int SAME_RING = 500;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern TELEPHONE = Pattern.compile("(?:PJSIP|sofia/internal)/20([123])[-@].*");

    /** Classes of events that Ringdesk asks an Asterisk for. */
    private static final Set<String> CLASSES = Set.of("call", "agent", "dialplan", "user");

    /** Events that Ringdesk asks a FreeSWITCH for. */
    private static final Set<String> EVENTS = Set.of(
            "CHANNEL_CREATE",
            "CHANNEL_PROGRESS",
            "CHANNEL_PROGRESS_MEDIA",
            "CHANNEL_ANSWER",
            "CHANNEL_BRIDGE",
            "CHANNEL_UNBRIDGE",
            "CHANNEL_HOLD",
            "CHANNEL_UNHOLD",
            "CHANNEL_UUID",
            "CALL_UPDATE",
            "CHANNEL_HANGUP",
            "CHANNEL_HANGUP_COMPLETE",
            "CUSTOM");

    private static final Set<String> SUBCLASSES = Set.of("", "callcenter::info");

    private final Path home;

    Situations(Path home) {
        this.home = home;
    }

    /** What an Asterisk sent to an account that may read what the documentation names, without its filters. */
    List<Situation> asterisk() throws IOException {
        return read("asterisk", Situations::manager);
    }

    /** What a FreeSWITCH sent on its event socket. */
    List<Situation> freeSwitch() throws IOException {
        return read("freeswitch", Situations::socket);
    }

    private List<Situation> read(String kind, Function<JsonNode, Message> message) throws IOException {
        List<Situation> situations = new ArrayList<>();
        try (Stream<Path> files = Files.list(home.resolve(FOLDER).resolve(kind).resolve("recordings"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".jsonl.gz", "");
                situations.add(new Situation(name, messages(file, message)));
            }
        }
        return situations;
    }

    private static List<Message> messages(Path file, Function<JsonNode, Message> message) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file));
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return ringingOnce(reader.lines()
                    .map(JSON::readTree)
                    .map(message)
                    .filter(one -> !one.pieces().isEmpty())
                    .toList());
        }
    }

    /** That a telephone rings is told in two ways, and either may be first. */
    private static List<Message> ringingOnce(List<Message> messages) {
        long[] rang = new long[Situation.TELEPHONES];
        Arrays.fill(rang, -SAME_RING);
        List<Message> all = new ArrayList<>();
        for (Message message : messages) {
            int telephone = message.rings();
            boolean again = telephone >= 0 && message.millis() - rang[telephone] < SAME_RING;
            if (telephone >= 0 && !again) {
                rang[telephone] = message.millis();
            }
            all.add(again ? new Message(message.millis(), -1, message.pieces()) : message);
        }
        return all;
    }

    /** Without pieces where it is none that Ringdesk would get. */
    private static Message manager(JsonNode line) {
        List<Piece> pieces = new ArrayList<>();
        Map<String, String> fields = new HashMap<>();
        for (JsonNode field : line.path("m")) {
            String name = field.get(0).asString();
            String value = field.get(1).asString();
            fields.put(name, value);
            pieces.add(new Piece.Literal(name + ": "));
            pieces.addAll(Situation.pieces(value, text -> text));
            pieces.add(new Piece.Literal("\r\n"));
        }
        pieces.add(new Piece.Literal("\r\n"));
        boolean wanted = CLASSES.contains(fields.getOrDefault("Privilege", "").replaceFirst(",.*", ""));
        return new Message(millis(line), ringing(fields), wanted ? pieces : List.of());
    }

    private static int ringing(Map<String, String> fields) {
        return switch (fields.getOrDefault("Event", "")) {
            case "Newstate" -> "Ringing".equals(fields.get("ChannelStateDesc")) ? telephone(fields.get("Channel")) : -1;
            case "DialState" -> "RINGING".equals(fields.get("DialStatus")) ? telephone(fields.get("DestChannel")) : -1;
            default -> -1;
        };
    }

    /** As {@code event plain} writes it, before its length is put in front. */
    private static Message socket(JsonNode line) {
        List<Piece> pieces = new ArrayList<>();
        JsonNode event = line.path("e");
        event.properties().forEach(field -> {
            JsonNode all = field.getValue();
            JsonNode value = all.isArray() && !all.isEmpty() ? all.get(all.size() - 1) : all;
            pieces.add(new Piece.Literal(field.getKey() + ": "));
            pieces.addAll(Situation.pieces(value.asString(""), Situations::encoded));
            pieces.add(new Piece.Literal("\n"));
        });
        pieces.add(new Piece.Literal("\n"));
        String name = event.path("Event-Name").asString("");
        boolean wanted = EVENTS.contains(name)
                && SUBCLASSES.contains(event.path("Event-Subclass").asString(""));
        boolean rings = name.startsWith("CHANNEL_PROGRESS")
                && event.path("Call-Direction").asString("").equals("outbound");
        int telephone = rings ? telephone(event.path("Channel-Name").asString("")) : -1;
        return new Message(millis(line), telephone, wanted ? pieces : List.of());
    }

    private static long millis(JsonNode line) {
        return Math.round(line.get("t").asDouble() * 1_000);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static int telephone(@Nullable String channel) {
        Matcher telephone = TELEPHONE.matcher(channel == null ? "" : channel);
        return telephone.matches() ? Integer.parseInt(telephone.group(1)) - 1 : -1;
    }
}
