package org.ringdesk.bench;

import java.util.List;
import java.util.Locale;
import org.ringdesk.bench.AttackRun.Row;
import org.ringdesk.bench.WorkingAgents.Felt;

/** The results as text, in the form in which docs/benchmarks.md shows them. */
record AttacksTable(List<Row> rows) {
    String text() {
        var text = new StringBuilder("| attack | tries | agents before: p99 ms | during: p99 | max | failed |")
                .append(" 10 s after: p99 | failed | heap MB | threads | open files | log bytes | held |\n")
                .append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n");
        for (Row row : rows) {
            Felt during = row.during();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %.0f | %.0f | %.0f | %d of %,d | %.0f | %d of %,d | %d | %d | %,d | %,d | %s |%n",
                    row.attack(),
                    row.tried(),
                    row.before().p99(),
                    during.p99(),
                    during.max(),
                    during.failed(),
                    during.requests(),
                    row.after().p99(),
                    row.after().failed(),
                    row.after().requests(),
                    row.heap(),
                    row.threads(),
                    row.files(),
                    row.logBytes(),
                    row.held() ? "yes" : "**no**"));
        }
        return text.toString();
    }
}
