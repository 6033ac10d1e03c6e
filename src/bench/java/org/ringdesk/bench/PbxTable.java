package org.ringdesk.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.bench.CallLedger.Times;
import org.ringdesk.bench.PbxBench.Floor;
import org.ringdesk.bench.PbxBench.Memory;
import org.ringdesk.bench.PbxBench.Row;

/** The results as text, in the form in which docs/benchmarks.md shows them. */
record PbxTable(List<Row> rows, List<Floor> floors, List<Memory> memory, @Nullable Times real) {
    String text() {
        var text = new StringBuilder("| from | messages/s | held | rings heard | p50 ms | p99 ms | max ms | lost | doubled | calls")
                .append(" | left open | sent late by ms | JVM ms/message | PostgreSQL ms/message |\n")
                .append("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (Row row : rows) {
            Times times = row.result().times();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %s | %,d | %.1f | %.1f | %.1f | %d | %d | %s | %d | %.0f | %.3f | %.3f |%n",
                    row.kind(),
                    row.result().perSecond(),
                    row.result().held() ? "yes" : "no",
                    times.heard(),
                    times.p50(),
                    times.p99(),
                    times.max(),
                    times.lost(),
                    times.doubled(),
                    row.calls(),
                    row.open(),
                    row.result().lag(),
                    row.jvm(),
                    row.postgres()));
        }
        text.append("\n| from | floor: read and split, messages/s | situations | of them timed |\n")
                .append("| --- | ---: | ---: | ---: |\n");
        for (Floor floor : floors) {
            text.append(String.format(
                    Locale.ROOT, "| %s | %,d | %d | %d |%n", floor.kind(), floor.perSecond(), floor.situations(), floor.timed()));
        }
        text.append("\n| from | calls | heap in use MB: before, after each quarter | JVM resident MB |\n")
                .append("| --- | ---: | --- | ---: |\n");
        for (Memory one : memory) {
            String live = one.live().stream().map(String::valueOf).collect(Collectors.joining(", "));
            text.append(String.format(
                    Locale.ROOT, "| %s | %,d | %s | %d |%n", one.kind(), one.calls(), live, one.resident()));
        }
        if (real != null) {
            text.append("\n| a real Asterisk 22, from SIP 200 to | pops | p50 ms | p99 ms | max ms | lost | doubled |\n")
                    .append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
            text.append(String.format(
                    Locale.ROOT,
                    "| `pop` on the stream | %d | %.1f | %.1f | %.1f | %d | %d |%n",
                    real.heard(),
                    real.p50(),
                    real.p99(),
                    real.max(),
                    real.lost(),
                    real.doubled()));
        }
        return text.toString();
    }
}
