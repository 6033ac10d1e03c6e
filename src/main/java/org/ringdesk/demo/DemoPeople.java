package org.ringdesk.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.ringdesk.people.CallerField;
import org.ringdesk.people.CallerFields;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.people.PersonDetails;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Some 200 invented people with numbers that belong to nobody (555-01xx, Ofcom's and the Bundesnetzagentur's for drama). */
@Component
@Profile("demo")
class DemoPeople {
    private final People people;

    DemoPeople(People people) {
        this.people = people;
    }

    void create() {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("/demo/people.csv"));
                CsvReader<NamedCsvRecord> rows =
                        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            rows.forEach(row -> people.create(details(row), Person.Origin.CSV));
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's people could not be read", e);
        }
    }

    private static PersonDetails details(NamedCsvRecord row) {
        Map<CallerField, String> fields = new EnumMap<>(CallerField.class);
        for (CallerField field : CallerField.values()) {
            fields.put(field, row.getField(field.fieldName()));
        }
        return new PersonDetails(
                new CallerFields(fields),
                row.getField("display_name"),
                row.getField("company"),
                row.getField("department"),
                row.getField("location"),
                Boolean.parseBoolean(row.getField("vip")),
                row.getField("language"),
                row.getField("notes"),
                Boolean.parseBoolean(row.getField("enabled")));
    }
}
