package org.ringdesk.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.stereotype.Component;

/** Who may what: every route with its row, read from {@code access.txt}. What has no row is for nobody. */
@Component
class AccessTable {
    static final String FILE = "access.txt";

    private final List<AccessRow> rows;
    private final Map<String, List<AccessRow>> byFolder;

    AccessTable() {
        rows = read().stream().sorted(Comparator.comparing(AccessRow::path)).toList();
        byFolder = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> folder(PathContainer.parsePath(row.path().getPatternString()))));
    }

    List<AccessRow> rows() {
        return rows;
    }

    /** The row of the route that answers; of several, of the one whose path says most, as controllers are chosen. */
    Optional<AccessRow> row(String method, PathContainer address) {
        String asked = method.equals("HEAD") ? "GET" : method;
        return in(address)
                .filter(row -> row.answers(asked) && row.path().matches(address))
                .findFirst();
    }

    /** By which methods there is something at that address. */
    Set<String> methods(PathContainer address) {
        return in(address)
                .filter(row -> row.path().matches(address))
                .map(AccessRow::method)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<AccessRow> in(PathContainer address) {
        return byFolder.getOrDefault(folder(address), List.of()).stream();
    }

    /** The first segment, which no row leaves open: a request is held against few rows. */
    private static String folder(PathContainer address) {
        return address.elements().stream()
                .filter(PathSegment.class::isInstance)
                .map(segment -> ((PathSegment) segment).valueToMatch())
                .findFirst()
                .orElse("");
    }

    /** The tests' server has a table besides. */
    private static List<AccessRow> read() {
        try {
            List<AccessRow> rows = new ArrayList<>();
            ClassLoader loader = Objects.requireNonNull(AccessTable.class.getClassLoader());
            for (URL file : Collections.list(loader.getResources(FILE))) {
                try (var in = file.openStream()) {
                    rows.addAll(rows(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("the table of who may what cannot be read", e);
        }
    }

    private static List<AccessRow> rows(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(AccessRow::of)
                .toList();
    }
}
