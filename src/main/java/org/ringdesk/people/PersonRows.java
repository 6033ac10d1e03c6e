package org.ringdesk.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ringdesk.people.Person.Origin;
import org.springframework.jdbc.core.RowMapper;

/** Reads a person from a row that has {@link #COLUMNS}. */
final class PersonRows implements RowMapper<Person> {
    /** Every column of a person that Ringdesk shows, without a table's name. */
    static final String COLUMNS = """
            id, version, user_name, first_name, last_name, email_address, sms_number, phone, cell_phone, car_number,
            building, floor, cubic, cust_text1, cust_text2, cust_int1, cust_int2, display_name, company, department,
            location, vip, language, notes, enabled, origin, created_at, updated_at""";

    static final PersonRows MAPPER = new PersonRows();

    private PersonRows() {}

    @Override
    public Person mapRow(ResultSet row, int number) throws SQLException {
        return new Person(
                new PersonId(row.getLong("id")),
                row.getInt("version"),
                details(row),
                Origin.valueOf(text(row, "origin").toUpperCase(Locale.ROOT)),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static PersonDetails details(ResultSet row) throws SQLException {
        return new PersonDetails(
                fields(row),
                text(row, "display_name"),
                text(row, "company"),
                text(row, "department"),
                text(row, "location"),
                row.getBoolean("vip"),
                text(row, "language"),
                text(row, "notes"),
                row.getBoolean("enabled"));
    }

    static CallerFields fields(ResultSet row) throws SQLException {
        Map<CallerField, String> values = new EnumMap<>(CallerField.class);
        for (CallerField field : CallerField.values()) {
            values.put(field, text(row, field.fieldName()));
        }
        return new CallerFields(values);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }
}
