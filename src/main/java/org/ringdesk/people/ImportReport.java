package org.ringdesk.people;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.ImportJob.Kept;
import org.ringdesk.people.ImportJobRepository.Header;
import org.ringdesk.web.CsvDownload;
import org.springframework.stereotype.Component;

/** The rejected lines of an import as a file to correct and import again: the file's own columns, the line, the error. No cell
 * is a formula to a spreadsheet; the next import takes the apostrophes off. */
@Component
class ImportReport {
    private static final int PAGE = 1000;

    private final ImportJobRepository jobs;
    private final ImportErrorRepository errors;

    ImportReport(ImportJobRepository jobs, ImportErrorRepository errors) {
        this.jobs = jobs;
        this.errors = errors;
    }

    /** Writes UTF-8 with a byte order mark, by which spreadsheets know it. */
    void write(long job, OutputStream out) throws IOException {
        Header header = jobs.header(job);
        List<String> columns = new ArrayList<>(List.of(header.text().split("\u001f", -1)));
        columns.removeAll(CsvHeader.REPORT);
        var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        text.write('\uFEFF');
        CsvWriter csv = CsvDownload.writer(text, header.separator());
        csv.writeRecord(with(columns, "line", "error"));
        for (List<Kept> page = errors.behind(job, 0, PAGE); !page.isEmpty(); page = behind(job, page)) {
            page.forEach(line -> csv.writeRecord(
                    with(cells(line.raw(), header, columns.size()), Long.toString(line.line()), line.message())));
        }
        csv.flush();
    }

    private List<Kept> behind(long job, List<Kept> page) {
        return errors.behind(job, page.getLast().line(), PAGE);
    }

    private static List<String> with(List<String> cells, String line, String error) {
        List<String> all = new ArrayList<>(cells);
        all.add(line);
        all.add(error);
        return all.stream().map(CsvDownload::harmless).toList();
    }

    /** As many as the header has; a line that cannot be cut into cells stands in the first one as a whole. */
    private static List<String> cells(@Nullable String raw, Header header, int width) {
        List<String> cells = new ArrayList<>(raw == null ? List.of() : cut(raw, header.separator()));
        if (cells.size() > width) {
            List<String> beyond = cells.subList(width - 1, cells.size());
            String last = String.join(String.valueOf(header.separator()), beyond);
            beyond.clear();
            cells.add(last);
        }
        cells.addAll(Collections.nCopies(width - cells.size(), ""));
        return cells;
    }

    private static List<String> cut(String raw, char separator) {
        try {
            return CsvReader.builder()
                    .fieldSeparator(separator)
                    .ofSingleCsvRecord(CsvRecordHandler.of(), raw)
                    .getFields();
        } catch (CsvParseException e) {
            return List.of(raw);
        }
    }
}
