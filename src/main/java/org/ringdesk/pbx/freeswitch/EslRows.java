package org.ringdesk.pbx.freeswitch;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ringdesk.calls.About;
import org.ringdesk.pbx.Cleaned;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the rows of an answer, one after the other, without keeping more of it than one row: a list of all channels is as
 * long as a phone system likes.
 */
final class EslRows {
    /** Further ones are left out. */
    static final int MOST = 10_000;

    private static final int MOST_COLUMNS = 60;
    private static final JsonMapper JSON = JsonMapper.shared();

    private EslRows() {}

    /**
     * Of {@code {"row_count": 1, "rows": [{…}]}}.
     *
     * @param names of the columns that are of use
     * @return whether it is such a list, and a whole one
     */
    static boolean json(byte[] list, Set<String> names, Consumer<Map<String, String>> row) {
        boolean counted = false;
        boolean whole = true;
        try (JsonParser parser = JSON.createParser(list)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (whole && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                counted |= name.equals("row_count");
                JsonToken value = parser.nextToken();
                if (name.equals("rows") && value == JsonToken.START_ARRAY) {
                    whole = rows(parser, names, row);
                } else {
                    parser.skipChildren();
                }
            }
            return counted && whole && parser.currentToken() == JsonToken.END_OBJECT;
        } catch (JacksonException notJson) {
            return false;
        }
    }

    private static boolean rows(JsonParser parser, Set<String> names, Consumer<Map<String, String>> row) {
        for (int i = 0; i < MOST && parser.nextToken() == JsonToken.START_OBJECT; i++) {
            row.accept(object(parser, names));
        }
        return parser.currentToken() == JsonToken.END_ARRAY;
    }

    private static Map<String, String> object(JsonParser parser, Set<String> names) {
        Map<String, String> row = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (names.contains(name) && parser.currentToken().isScalarValue()) {
                row.put(name, Cleaned.text(parser.getString(), About.LONGEST));
            } else {
                parser.skipChildren();
            }
        }
        return row;
    }

    /** Of lines with {@code |} between their parts; the first one names the columns, a last one says that all went well. */
    static void table(byte[] text, Consumer<Map<String, String>> row) {
        String[] columns = {};
        int from = 0;
        for (int rows = 0; from < text.length && rows < MOST; ) {
            int end = from;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            String line = EslText.of(text, from, Math.min(end, from + EslReader.LONGEST_LINE));
            if (line.indexOf('|') >= 0) {
                String[] parts = line.split("\\|", MOST_COLUMNS);
                if (columns.length == 0) {
                    columns = parts;
                } else {
                    row.accept(row(columns, parts));
                    rows++;
                }
            }
            from = end + 1;
        }
    }

    private static Map<String, String> row(String[] columns, String[] parts) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < Math.min(columns.length, parts.length); i++) {
            row.put(columns[i].strip(), Cleaned.text(parts[i].strip(), About.LONGEST));
        }
        return row;
    }
}
