package org.ringdesk.pbx.freeswitch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a FreeSWITCH 1.10.12 sent while telephones did what a situation is called after. */
final class Transcript {
    private static final Path FOLDER = Path.of("src/test/resources/pbx/freeswitch");
    private static final Path TOLD = Path.of("src/test/resources/calls/recordings");
    private static final JsonMapper JSON = JsonMapper.shared();

    private Transcript() {}

    /** An event, and when it came. */
    record Line(Duration since, EslEvent event) {}

    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("recordings"))) {
            return files.map(file -> file.getFileName().toString().replace(".jsonl.gz", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param begin when it is to have happened; its times keep their distances */
    static List<Line> lines(String name, Instant begin) {
        Path file = FOLDER.resolve("recordings").resolve(name + ".jsonl.gz");
        try (var in = new GZIPInputStream(Files.newInputStream(file));
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<Line> lines =
                    reader.lines().map(JSON::readTree).map(Transcript::line).toList();
            Duration ago = Duration.between(lines.getFirst().event().at(begin), begin);
            return lines.stream().map(line -> later(line, ago)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(JsonNode line) {
        return new Line(Duration.ofMillis(Math.round(line.get("t").asDouble() * 1000)), EslEvent.json(line.get("e")));
    }

    /** All times of an event, which are microseconds. */
    private static Line later(Line line, Duration by) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        line.event()
                .fields()
                .forEach((name, value) -> fields.put(name, isTime(name, value) ? later(value, by) : value));
        return new Line(line.since(), new EslEvent(fields));
    }

    private static boolean isTime(String name, String value) {
        return (name.equals("Event-Date-Timestamp") || name.endsWith("-Time")) && value.matches("[1-9][0-9]{15}");
    }

    private static String later(String micros, Duration by) {
        Instant then =
                Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS).plus(by);
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, then));
    }

    /** The channels that live after some of the events, as the last of them shows each. */
    static Map<String, EslEvent> alive(List<Line> lines) {
        Map<String, EslEvent> channels = new LinkedHashMap<>();
        for (Line line : lines) {
            EslEvent event = line.event();
            if (event.has("variable_uuid") && event.has("Caller-Channel-Created-Time")) {
                channels.put(event.channel(), event);
            }
            if (event.name().equals("CHANNEL_HANGUP_COMPLETE") || event.name().equals("CHANNEL_DESTROY")) {
                channels.remove(event.channel());
            }
        }
        channels.values().removeIf(event -> event.is("Answer-State", "hangup"));
        return channels;
    }

    /** Whether a channel ends just then: who put the receiver down is told a moment later. */
    static boolean ends(List<Line> lines) {
        return lines.stream()
                        .filter(line -> line.event().name().equals("CHANNEL_HANGUP"))
                        .count()
                > lines.stream()
                        .filter(line -> line.event().name().equals("CHANNEL_HANGUP_COMPLETE"))
                        .count();
    }

    /** What the situations of all phone systems end in; the second column on. Empty where it is more than one call. */
    static List<String> outcome(String name) {
        return rows(TOLD.resolve("expected.csv"), name).stream().findFirst().orElse(List.of());
    }

    /** Number, name, dialled, queue and transfers. */
    static List<String> shown(String name) {
        return rows(FOLDER.resolve("shown.csv"), name).stream().findFirst().orElse(List.of());
    }

    /** Number, name, direction, outcome and legs of each call, where there are several. */
    static List<List<String>> several(String name) {
        return rows(FOLDER.resolve("several.csv"), name);
    }

    /** The telephones that rang, as they said themselves; once for each time. */
    static List<String> rang(String name) {
        return read(TOLD.resolve("freeswitch-" + name + ".jsonl")).stream()
                .map(JSON::readTree)
                .filter(line -> line.get("ev").asString().equals("rings"))
                .map(line -> line.get("a").get(0).asString())
                .sorted()
                .toList();
    }

    private static List<List<String>> rows(Path file, String name) {
        return read(file).stream()
                .filter(line -> line.startsWith(name + ';'))
                .map(line -> List.of(line.substring(name.length() + 1).split(";", -1)))
                .toList();
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
