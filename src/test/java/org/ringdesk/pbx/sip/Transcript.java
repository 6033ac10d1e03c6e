package org.ringdesk.pbx.sip;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.ringdesk.pbx.sip.DialogInfo.Dialog;
import org.ringdesk.pbx.sip.DialogInfo.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an Asterisk 22.10.1 or a FreeSWITCH 1.10.12 told whoever watched the extensions while telephones did what it says. */
final class Transcript {
    private static final Path FOLDER = Path.of("src/test/resources/pbx/sip");
    private static final JsonMapper JSON = JsonMapper.shared();

    private Transcript() {}

    /** A {@code NOTIFY}. */
    record Line(Duration since, String extension, String body) {
        DialogInfo info() {
            return DialogInfo.read(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        }
    }

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
            return reader.lines().map(JSON::readTree).map(Transcript::line).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(JsonNode line) {
        return new Line(
                Duration.ofMillis(Math.round(line.get("t").asDouble() * 1000)),
                line.get("ext").asString(),
                line.get("body").asString());
    }

    /** What the phone system would answer if it was asked for the state of the extension after some of the lines. */
    static DialogInfo state(List<Line> lines, int after, String extension) {
        Map<String, Dialog> dialogs = new LinkedHashMap<>();
        boolean more = lines.subList(after, lines.size()).stream()
                .anyMatch(line -> line.extension().equals(extension));
        for (Line line : lines.subList(0, after)) {
            if (line.extension().equals(extension)) {
                line.info().dialogs().forEach(dialog -> dialogs.put(dialog.id(), dialog));
            }
        }
        boolean hasOne = dialogs.containsKey(extension);
        dialogs.values().removeIf(dialog -> !hasOne && (!more || dialog.state() == State.TERMINATED));
        return new DialogInfo(after, true, List.copyOf(dialogs.values()));
    }

    /** Number, name, direction, outcome and legs of each call that can be known. */
    static List<List<String>> calls(String name) {
        return read().stream()
                .filter(line -> line.startsWith(name + ';') && !line.endsWith(";nothing"))
                .map(line -> List.of(line.substring(name.length() + 1).split(";", -1)))
                .toList();
    }

    static boolean expected(String name) {
        return read().stream().anyMatch(line -> line.startsWith(name + ';'));
    }

    private static List<String> read() {
        try {
            return Files.readAllLines(FOLDER.resolve("calls.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
