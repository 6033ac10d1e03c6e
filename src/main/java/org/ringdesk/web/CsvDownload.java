package org.ringdesk.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * A table as a file for spreadsheets, written as it comes: UTF-8 with a byte order mark, by which they know it. A cell that
 * they would take for a formula gets an apostrophe in front (OWASP, CSV injection).
 */
public final class CsvDownload implements AutoCloseable {
    /**
     * Where a formula begins: at the beginning, and behind what spreadsheets of some language cut at; its signs in full width
     * too, which some take for the others.
     */
    private static final Pattern FORMULA = Pattern.compile("^(?='*[=+@\\-＝＋＠－\t\r])|(?<=[;,\t\r\n])(?='*[=+@\\-＝＋＠－])");

    private static final Pattern MADE_HARMLESS =
            Pattern.compile("^'(?='*[=+@\\-＝＋＠－\t\r])|(?<=[;,\t\r\n])'(?='*[=+@\\-＝＋＠－])");

    private final CsvWriter csv;

    private CsvDownload(CsvWriter csv) {
        this.csv = csv;
    }

    /** @param fileName ASCII letters, digits, dots and hyphens only */
    public static void announce(HttpServletResponse response, String fileName) {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    public static CsvDownload to(OutputStream out) {
        try {
            var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            text.write('\uFEFF');
            return new CsvDownload(writer(text, ','));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void row(List<String> cells) {
        csv.writeRecord(cells.stream().map(CsvDownload::harmless).toList());
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A writer of such cells for whoever writes a file besides. Every cell stands in quotes: a spreadsheet that cuts at another
     * separator begins no cell within one.
     */
    public static CsvWriter writer(Writer out, char separator) {
        return CsvWriter.builder()
                .fieldSeparator(separator)
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .build(out);
    }

    /** The cell as text, whatever a spreadsheet makes of it, and wherever it cuts. */
    public static String harmless(String cell) {
        return FORMULA.matcher(cell).replaceAll("'");
    }

    /** The cell as it was before {@link #harmless}. */
    public static String original(String cell) {
        return MADE_HARMLESS.matcher(cell).replaceAll("");
    }
}
