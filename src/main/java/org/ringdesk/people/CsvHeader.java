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
 * @param names all columns as they stand there
 * @param columns the position of each field, by its name
 */
record CsvHeader(char separator, List<String> names, Map<String, Integer> columns) {
    /** What the report of rejected lines adds to the file's own columns; left out when it is imported again. */
    static final List<String> REPORT = List.of("line", "error");

    private static final int MOST_COLUMNS = 200;
    private static final int MOST_NAMED = 5;

    /** What a person is found by; a file that has it all says everything that the keys are made of. */
    private static final Set<String> KEYED = Set.of("display_name", "company", "enabled");

    /** @throws ImportRefused when people cannot be read from a file that begins so */
    static CsvHeader parse(CsvLines.Line line) {
        char separator = separator(line);
        List<String> names = names(line, separator);
        return new CsvHeader(
                separator,
                names,
                columns(names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList()));
    }

    /** @throws ImportRefused when the mapping does not fit the line, or gives nobody a user name */
    static CsvHeader mapped(CsvLines.Line line, CsvMapping mapping) {
        List<String> names = names(line, mapping.separator());
        if (names.size() != mapping.fields().size()) {
            throw new ImportRefused("people.import.mapping-stale");
        }
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String field = mapping.fields().get(i);
            if (!field.isEmpty() && !PersonChange.NAMES.contains(field)) {
                throw new ImportRefused("people.import.mapping-stale");
            }
            if (!field.isEmpty() && columns.put(field, i) != null) {
                throw new ImportRefused("people.import.field-twice", field);
            }
        }
        if (!columns.containsKey("user_name")) {
            throw new ImportRefused("people.import.user-name-unmapped");
        }
        return new CsvHeader(mapping.separator(), names, columns);
    }

    /** The columns' names as they stand there. */
    static List<String> names(CsvLines.Line line, char separator) {
        if (line.problem() != null) {
            throw new ImportRefused("people.import.header-unreadable");
        }
        long columns = count(line.text(), separator) + 1;
        if (columns > MOST_COLUMNS) {
            throw new ImportRefused("people.import.too-many-columns", columns, PersonChange.NAMES.size());
        }
        return cells(line.text(), separator).stream().map(String::strip).toList();
    }

    /** As it goes into the report. */
    ImportJobRepository.Header line() {
        return new ImportJobRepository.Header(separator, String.join("\u001f", names));
    }

    /** Whether this is a report of rejected lines, whose cells were made harmless for spreadsheets. */
    boolean isReport() {
        return names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList()
                .containsAll(REPORT);
    }

    int width() {
        return names.size();
    }

    private static Map<String, Integer> columns(List<String> names) {
        Map<String, Integer> columns = new HashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (REPORT.contains(name)) {
                continue;
            }
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
    static char separator(CsvLines.Line line) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(line.text(), candidate) > count(line.text(), best)) {
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
