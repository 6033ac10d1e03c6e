package org.ringdesk.people;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/** The people of a CSV file, one line after the other, in flat memory; a bad line is told, and reading goes on. */
final class CsvPeople implements AutoCloseable {
    private final CsvLines lines;
    private final CsvHeader header;
    private final CsvReaderBuilder records;
    private final CsvRecordHandler handler = CsvRecordHandler.of();

    private CsvPeople(CsvLines lines, CsvHeader header) {
        this.lines = lines;
        this.header = header;
        lines.separatedBy(header.separator());
        this.records = CsvReader.builder().fieldSeparator(header.separator());
    }

    /**
     * @param details as they are kept; without meaning where there are problems
     * @param problems what stands against the line
     */
    record Row(long line, PersonDetails details, List<? extends MessageSourceResolvable> problems) {}

    /** @throws ImportRefused when the file is empty or its header names no people */
    static CsvPeople open(Path file) throws IOException {
        var lines = new CsvLines(CsvEncoding.of(file).open(file));
        try {
            CsvLines.Line first = lines.next();
            if (first == null) {
                throw new ImportRefused("people.import.empty");
            }
            return new CsvPeople(lines, CsvHeader.parse(first));
        } catch (ImportRefused | IOException e) {
            lines.close();
            throw e;
        }
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
            int wanted = header.columns().size();
            return cells.getFieldCount() == wanted
                    ? row(line.number(), cells)
                    : rejected(line, "people.import.cells", cells.getFieldCount(), wanted);
        } catch (CsvParseException e) {
            lines.giveBack(line);
            return line.text().indexOf('"') >= 0
                    ? rejected(line, "people.import.broken-quote")
                    : rejected(
                            line,
                            "people.import.cells",
                            separators(line) + 1,
                            header.columns().size());
        }
    }

    private long separators(CsvLines.Line line) {
        return line.text().chars().filter(c -> c == header.separator()).count();
    }

    private Row row(long line, CsvRecord cells) {
        PersonChecks.Checked checked = PersonChange.make(PersonChange.NOBODY, name -> {
            Integer column = header.columns().get(name);
            return column == null ? null : cells.getField(column);
        });
        return new Row(line, checked.details(), checked.problems());
    }

    private static Row rejected(CsvLines.Line line, String code, Object... facts) {
        return new Row(
                line.number(),
                PersonChange.NOBODY,
                List.of(new DefaultMessageSourceResolvable(new String[] {code}, facts)));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
