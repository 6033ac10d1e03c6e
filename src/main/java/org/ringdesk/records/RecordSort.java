package org.ringdesk.records;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** In which order a list runs; records that are equal in it run by number, in the same direction. */
public record RecordSort(Key key, boolean descending) {
    /** What lists can be sorted by; each has an index that ends in the number. */
    public enum Key {
        ID("bigint"),
        UPDATED_AT("timestamptz"),
        PRIORITY("smallint"),
        CREATED_AT("timestamptz");

        private final String apiName = name().toLowerCase(Locale.ROOT);
        private final String sqlType;

        Key(String sqlType) {
            this.sqlType = sqlType;
        }

        /** As addresses and the API spell it, and as the column is called. */
        public String apiName() {
            return apiName;
        }

        String sqlType() {
            return sqlType;
        }

        /** What a cursor keeps of the last record of a page. */
        String value(RecordSummary record) {
            return switch (this) {
                case ID -> record.id().toString();
                case UPDATED_AT -> record.updatedAt().toString();
                case PRIORITY -> Integer.toString(record.priority().code());
                case CREATED_AT -> record.createdAt().toString();
            };
        }
    }

    public static final RecordSort NEWEST_FIRST = new RecordSort(Key.ID, true);
    public static final RecordSort LAST_CHANGED_FIRST = new RecordSort(Key.UPDATED_AT, true);

    /** Such as {@code priority}, or {@code -priority} for the other way round. */
    public static Optional<RecordSort> named(String text) {
        boolean descending = text.startsWith("-");
        String name = descending ? text.substring(1) : text;
        return Arrays.stream(Key.values())
                .filter(key -> key.apiName.equals(name))
                .findFirst()
                .map(key -> new RecordSort(key, descending));
    }

    /** The names that {@link #named} knows, for messages. */
    public static String names() {
        return Arrays.stream(Key.values()).map(Key::apiName).collect(Collectors.joining(", "));
    }

    public String apiName() {
        return (descending ? "-" : "") + key.apiName();
    }

    /** For {@code order by}. */
    String sql(String table) {
        String direction = descending ? " desc" : " asc";
        String byId = table + ".id" + direction;
        return key == Key.ID ? byId : table + "." + key.apiName + direction + ", " + byId;
    }
}
