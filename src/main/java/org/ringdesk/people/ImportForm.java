package org.ringdesk.people;

import java.util.List;
import java.util.Objects;
import org.springframework.util.MultiValueMap;

/**
 * What was chosen on the mapping page; empty where nothing was chosen yet.
 *
 * @param fields one for each column, in the file's order
 */
record ImportForm(String encoding, String separator, List<String> fields) {
    static final ImportForm UNTOUCHED = new ImportForm("", "", List.of());

    static ImportForm of(MultiValueMap<String, String> given) {
        return new ImportForm(
                Objects.requireNonNullElse(given.getFirst("encoding"), ""),
                Objects.requireNonNullElse(given.getFirst("separator"), ""),
                List.copyOf(given.getOrDefault("field", List.of())));
    }
}
