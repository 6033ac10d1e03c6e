package org.ringdesk.bench;

import java.util.List;
import java.util.Locale;
import org.ringdesk.bench.CallLedger.Times;
import org.ringdesk.bench.CallsBench.Load;
import org.ringdesk.bench.CallsBench.Row;

/** The results as text, in the form in which docs/benchmarks.md shows them. */
record CallsTable(List<Row> rows, List<Load> loads) {
    String text() {
        var text = new StringBuilder("| agents | from, to | heard | p50 ms | p99 ms | max ms | lost | doubled |\n");
        text.append("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (Row row : rows) {
            Times times = row.times();
            text.append(String.format(
                    Locale.ROOT,
                    "| %,d | %s | %,d | %.1f | %.1f | %.1f | %d | %d |%n",
                    row.agents(),
                    row.what(),
                    times.heard(),
                    times.p50(),
                    times.p99(),
                    times.max(),
                    times.lost(),
                    times.doubled()));
        }
        text.append("\n| agents | connected in s | connected: JVM MB | PostgreSQL MB | together MB |")
                .append(" after load: JVM MB | PostgreSQL MB | together MB |")
                .append(" JVM ms/message | PostgreSQL ms/message | refused | broken |\n")
                .append("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (Load load : loads) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %,d | %.1f | %d | %d | %,d | %d | %d | %,d | %.2f | %.2f | %d | %d |%n",
                    load.agents(),
                    load.openSeconds(),
                    load.jvmIdle(),
                    load.postgresIdle(),
                    load.jvmIdle() + load.postgresIdle(),
                    load.jvm(),
                    load.postgres(),
                    load.jvm() + load.postgres(),
                    load.jvmPerMessage(),
                    load.postgresPerMessage(),
                    load.failedPosts(),
                    load.brokenStreams()));
        }
        return text.toString();
    }
}
