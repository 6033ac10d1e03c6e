package org.ringdesk.people;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.web.CsvDownload;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** The people of a CSV file, one line after the other, in flat memory; a bad line is told, and reading goes on. */
final class CsvPeople implements AutoCloseable {
    private final CsvLines lines;
    private final CountedInput input;
    private final CsvHeader header;
    private final boolean report;
    private final CsvReaderBuilder records;
    private final CsvRecordHandler handler = CsvRecordHandler.of();

    private CsvPeople(CsvLines lines, CountedInput input, CsvHeader header) {
        this.lines = lines;
        this.input = input;
        this.header = header;
        this.report = header.isReport();
        lines.separatedBy(header.separator());
        this.records = CsvReader.builder().fieldSeparator(header.separator());
    }

    /**
     * @param details as they are kept; without meaning where there are problems
     * @param problems what stands against the line
     * @param raw the line as it stands in the file
     */
    record Row(long line, PersonDetails details, List<? extends MessageSourceResolvable> problems, String raw) {}

    /** @throws ImportRefused when the file is empty or its header names no people */
    static CsvPeople open(Path file, @Nullable CsvMapping mapping) throws IOException {
        CsvEncoding encoding = mapping == null ? CsvEncoding.of(file) : CsvEncoding.chosen(mapping.encoding(), file);
        var input = new CountedInput(Files.newInputStream(file));
        var lines = new CsvLines(encoding.open(input));
        try {
            CsvLines.Line first = header(lines);
            CsvHeader header = mapping == null ? CsvHeader.parse(first) : CsvHeader.mapped(first, mapping);
            return new CsvPeople(lines, input, header);
        } catch (ImportRefused | IOException e) {
            lines.close();
            throw e;
        }
    }

    /** The file's first line. */
    static CsvLines.Line header(Path file, CsvEncoding encoding) throws IOException {
        try (var lines = new CsvLines(encoding.open(Files.newInputStream(file)))) {
            return header(lines);
        }
    }

    private static CsvLines.Line header(CsvLines lines) throws IOException {
        CsvLines.Line first = lines.next();
        if (first == null) {
            throw new ImportRefused("people.import.empty");
        }
        return first;
    }

    /** How many bytes of the file were read. */
    long position() {
        return input.count();
    }

    CsvHeader header() {
        return header;
    }

    /** The next line that is not blank, or null at the end. */
    @Nullable
    Row next() throws IOException {
        CsvLines.Line line = lines.next();
        while (line != null && line.problem() == null && line.text().isBlank()) {
            line = lines.next();
        }
        return line == null ? null : row(line);
    }

    private Row row(CsvLines.Line line) {
        if (line.problem() != null) {
            lines.giveBack(line);
            return rejected(line, line.problem(), CsvLines.LONGEST);
        }
        try {
            CsvRecord cells = records.ofSingleCsvRecord(handler, line.text());
            int wanted = header.width();
            return cells.getFieldCount() == wanted
                    ? row(line, cells)
                    : rejected(line, "people.import.cells", cells.getFieldCount(), wanted);
        } catch (CsvParseException e) {
            lines.giveBack(line);
            return line.text().indexOf('"') >= 0
                    ? rejected(line, "people.import.broken-quote")
                    : rejected(line, "people.import.cells", separators(line) + 1, header.width());
        }
    }

    private long separators(CsvLines.Line line) {
        return line.text().chars().filter(c -> c == header.separator()).count();
    }

    private Row row(CsvLines.Line line, CsvRecord cells) {
        PersonChecks.Checked checked = PersonChange.make(PersonChange.NOBODY, name -> {
            Integer column = header.columns().get(name);
            return column == null ? null : value(cells.getField(column));
        });
        return new Row(line.number(), checked.details(), checked.problems(), line.text());
    }

    private String value(String cell) {
        return report ? CsvDownload.original(cell) : cell;
    }

    private static Row rejected(CsvLines.Line line, String code, Object... facts) {
        return new Row(
                line.number(),
                PersonChange.NOBODY,
                List.of(new DefaultMessageSourceResolvable(new String[] {code}, facts)),
                line.raw());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
