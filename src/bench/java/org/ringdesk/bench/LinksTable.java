package org.ringdesk.bench;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.List;
import java.util.Locale;
import org.ringdesk.bench.LinksBench.Directory;
import org.ringdesk.bench.LinksBench.Row;

/** The results as text, in the form in which docs/benchmarks.md shows them. */
record LinksTable(List<Row> rows, List<Directory> directories) {
    String text() {
        var text = new StringBuilder();
        line(text, "| people | at a time | page | requests/s | p50 ms | p99 ms | bytes | to empty | to one SELECT | p50 growth |");
        line(text, "| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Row row : rows) {
            line(
                    text,
                    "| %,d | %d | %s | %,.0f | %.2f | %.2f | %,d | %.2f | %.2f | %.2f |",
                    row.people(),
                    row.connections(),
                    row.page(),
                    row.perSecond(),
                    row.p50() / 1000,
                    row.p99() / 1000,
                    row.bytes(),
                    row.toEmpty(),
                    row.toSelect(),
                    growth(row));
        }
        line(text, "");
        line(text, "| people | import s | people/s | cold start s | warm start s | JVM after import MB | JVM idle MB | JVM after load MB | PostgreSQL MB |");
        line(text, "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Directory directory : directories) {
            line(
                    text,
                    "| %,d | %.1f | %,.0f | %.1f | %.1f | %d | %d | %d | %d |",
                    directory.people(),
                    directory.importSeconds(),
                    directory.people() / directory.importSeconds(),
                    directory.coldStart(),
                    directory.warmStart(),
                    directory.jvmAfterImport(),
                    directory.jvmIdle(),
                    directory.jvmAfterLoad(),
                    directory.postgres());
        }
        return text.toString();
    }

    /** The median latency against that of the smallest directory. */
    private double growth(Row row) {
        return row.p50()
                / rows.stream()
                        .filter(other -> other.page().equals(row.page()) && other.connections() == row.connections())
                        .findFirst()
                        .orElse(row)
                        .p50();
    }

    @FormatMethod
    private static void line(StringBuilder text, @FormatString String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
