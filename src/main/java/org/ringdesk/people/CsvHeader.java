package org.ringdesk.people;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The first line of a people file: which column holds what, and what stands between columns.
 *
 * @param columns the position of each field, by its name
 */
record CsvHeader(char separator, Map<String, Integer> columns) {
    private static final int MOST_COLUMNS = 200;
    private static final int MOST_NAMED = 5;

    /** What a person is found by; a file that has it all says everything that the keys are made of. */
    private static final Set<String> KEYED = Set.of("display_name", "company", "enabled");

    /** @throws ImportRefused when people cannot be read from a file that begins so */
    static CsvHeader parse(CsvLines.Line line) {
        if (line.problem() != null) {
            throw new ImportRefused("people.import.header-unreadable");
        }
        char separator = separator(line.text());
        long columns = count(line.text(), separator) + 1;
        if (columns > MOST_COLUMNS) {
            throw new ImportRefused("people.import.too-many-columns", columns, PersonChange.NAMES.size());
        }
        List<String> names = cells(line.text(), separator).stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        return new CsvHeader(separator, columns(names));
    }

    private static Map<String, Integer> columns(List<String> names) {
        Map<String, Integer> columns = new HashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!PersonChange.NAMES.contains(name)) {
                unknown.add("“" + (name.length() > 40 ? name.substring(0, 40) + "…" : name) + "”");
            } else if (columns.put(name, i) != null) {
                throw new ImportRefused("people.import.column-twice", name);
            }
        }
        if (!columns.containsKey("user_name")) {
            throw new ImportRefused("people.import.no-user-name", String.join(", ", PersonChange.NAMES));
        }
        if (!unknown.isEmpty()) {
            throw new ImportRefused(
                    "people.import.unknown-column",
                    String.join(", ", unknown.stream().limit(MOST_NAMED).toList()),
                    String.join(", ", PersonChange.NAMES));
        }
        return columns;
    }

    private static List<String> cells(String line, char separator) {
        try {
            return CsvReader.builder()
                    .fieldSeparator(separator)
                    .ofSingleCsvRecord(CsvRecordHandler.of(), line)
                    .getFields();
        } catch (CsvParseException e) {
            throw new ImportRefused("people.import.header-unreadable");
        }
    }

    /** The one of comma, semicolon and tab that stands there most often. */
    private static char separator(String line) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(line, candidate) > count(line, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }

    boolean has(String name) {
        return columns.containsKey(name);
    }

    /** Whether a line says all that a person's keys are made of, so that nothing need be read back for them. */
    boolean saysAllKeys() {
        return columns.keySet().containsAll(KEYED)
                && List.of(CallerField.values()).stream().allMatch(field -> has(field.fieldName()));
    }
}
