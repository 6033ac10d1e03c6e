package org.ringdesk.pbx.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.ringdesk.pbx.asterisk.AmiMessage.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an Asterisk 22 sent while telephones did what a situation is called after. */
final class Transcript {
    private static final Path FOLDER = Path.of("src/test/resources/pbx/asterisk");
    private static final Path TOLD = Path.of("src/test/resources/calls/recordings");
    private static final JsonMapper JSON = JsonMapper.shared();

    private Transcript() {}

    /** A message, and when it came. */
    record Line(Duration since, AmiMessage message) {}

    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("recordings"))) {
            return files.map(file -> file.getFileName().toString().replace(".jsonl.gz", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Line> lines(String name) {
        Path file = FOLDER.resolve("recordings").resolve(name + ".jsonl.gz");
        try (var in = new GZIPInputStream(Files.newInputStream(file));
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(JSON::readTree)
                    .filter(line -> line.has("m"))
                    .map(Transcript::line)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(JsonNode line) {
        List<Field> fields = new ArrayList<>();
        line.get("m")
                .forEach(field -> fields.add(
                        new Field(field.get(0).asString(), field.get(1).asString())));
        return new Line(Duration.ofMillis(Math.round(line.get("t").asDouble() * 1000)), new AmiMessage(fields));
    }

    /** What the situations of all phone systems end in; the second column on. Empty where it is more than one call. */
    static List<String> outcome(String name) {
        return rows(TOLD.resolve("expected.csv"), name).stream().findFirst().orElse(List.of());
    }

    /** Number, name, dialled, queue and transfers, where a situation is about them. */
    static List<String> shown(String name) {
        return rows(FOLDER.resolve("shown.csv"), name).stream().findFirst().orElse(List.of());
    }

    /** Number, name, direction, outcome and legs of each call, where there are several, or only an Asterisk does such. */
    static List<List<String>> several(String name) {
        return rows(FOLDER.resolve("several.csv"), name);
    }

    /** The telephones that rang, as they said themselves; once for each time. */
    static List<String> rang(String name) {
        Path file = TOLD.resolve("asterisk-" + name + ".jsonl");
        return read(file).stream()
                .map(JSON::readTree)
                .filter(line -> line.get("ev").asString().equals("rings"))
                .map(line -> line.get("a").get(0).asString())
                .sorted()
                .toList();
    }

    private static List<List<String>> rows(Path file, String name) {
        return read(file).stream()
                .filter(line -> line.startsWith(name + ';'))
                .map(line -> Stream.of(line.substring(name.length() + 1).split(";", -1))
                        .map(cell -> cell.replace("%3B", ";"))
                        .toList())
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
