package org.ringdesk.people;

import java.util.List;

/**
 * How to read a file whose header is not ours.
 *
 * @param encoding a name that {@link CsvEncoding#NAMES} lists
 * @param separator what stands between columns
 * @param fields the field that each column holds, in the file's order; empty for one that is left out
 */
record CsvMapping(String encoding, char separator, List<String> fields) {
    static final String SEPARATORS = ",;\t|";

    CsvMapping {
        fields = List.copyOf(fields);
        if (SEPARATORS.indexOf(separator) < 0) {
            throw new ImportRefused("people.import.separator-unknown");
        }
    }
}
