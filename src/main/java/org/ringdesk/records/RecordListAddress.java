package org.ringdesk.records;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was asked of the list, and the addresses of its neighbours. Every change of it leads to a first page. */
public record RecordListAddress(Map<String, String> values) {
    private static final String PATH = "/records";
    private static final String CURSOR = "cursor";

    /** Keeps of a request what the list knows, in one order. */
    static RecordListAddress of(Map<String, String> parameters) {
        List<String> known = new ArrayList<>(RecordFilters.NAMES);
        known.addAll(List.of("sort", CURSOR));
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : known) {
            String value = CleanText.line(parameters.getOrDefault(name, ""));
            if (!value.isEmpty()) {
                values.put(name, value);
            }
        }
        return new RecordListAddress(values);
    }

    /** What was asked for by that name, or empty. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** Blank values leave the parameter out. */
    RecordListAddress with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.remove(CURSOR);
        changed.remove(name);
        if (!value.isEmpty()) {
            changed.put(name, value);
        }
        return new RecordListAddress(changed);
    }

    /** The same list from that place on; from the start where it is empty. */
    RecordListAddress at(String cursor) {
        RecordListAddress start = with(CURSOR, "");
        return cursor.isEmpty() ? start : start.adding(CURSOR, cursor);
    }

    private RecordListAddress adding(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new RecordListAddress(more);
    }

    /** Path and query. */
    public String address() {
        return address(PATH);
    }

    /** Where all pages of this list are to be had as a table. */
    public String export() {
        return at("").address(PATH + "/export");
    }

    private String address(String path) {
        return values.isEmpty()
                ? path
                : values.entrySet().stream()
                        .map(value ->
                                value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", path + "?", ""));
    }
}
