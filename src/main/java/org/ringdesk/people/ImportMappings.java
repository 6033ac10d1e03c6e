package org.ringdesk.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which field a column holds: as the last import of a file with the same columns had it, else by the column's name. */
@Repository
class ImportMappings {
    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** As directories, spreadsheets and other service desks call them, in lower case, letters and digits only. */
    private static final Map<String, String> SYNONYMS = synonyms(Map.ofEntries(
            Map.entry(
                    "user_name",
                    "user login loginname userid username samaccountname logonname account accountname uid"
                            + " userprincipalname benutzer benutzername anmeldename kennung"),
            Map.entry("first_name", "givenname forename firstname vorname"),
            Map.entry("last_name", "surname sn familyname lastname nachname familienname"),
            Map.entry("email_address", "email mail emailaddress emailaddresses primarysmtpaddress smtp"),
            Map.entry("sms_number", "sms smsnumber textmessages"),
            Map.entry(
                    "phone",
                    "phonenumber telephone telephonenumber tel businessphone workphone officephone telefon"
                            + " telefonnummer rufnummer festnetz"),
            Map.entry(
                    "cell_phone",
                    "mobile mobilephone mobilenumber cell cellphone handy handynummer mobil mobiltelefon mobilnummer"),
            Map.entry("car_number", "car carnumber licenseplate numberplate kennzeichen"),
            Map.entry("building", "gebäude gebaeude"),
            Map.entry("floor", "storey etage stockwerk"),
            Map.entry("cubic", "cubicle room roomnumber desk raum raumnummer zimmer"),
            Map.entry("cust_text1", "customtext1"),
            Map.entry("cust_text2", "customtext2"),
            Map.entry("cust_int1", "customnumber1 customint1"),
            Map.entry("cust_int2", "customnumber2 customint2"),
            Map.entry("display_name", "name fullname cn anzeigename"),
            Map.entry("company", "organization organisation companyname firma unternehmen"),
            Map.entry("department", "dept division ou abteilung"),
            Map.entry("location", "site city town office physicaldeliveryofficename l standort ort"),
            Map.entry("vip", "important wichtig"),
            Map.entry("enabled", "active isactive accountenabled aktiv"),
            Map.entry("language", "lang preferredlanguage locale sprache"),
            Map.entry("notes", "note comment comments remark remarks notiz notizen bemerkung bemerkungen")));

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportMappings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The field of each column, empty where it is left out. */
    List<String> fields(List<String> columns) {
        return remembered(columns).orElseGet(() -> guessed(columns));
    }

    void remember(List<String> columns, List<String> fields) {
        jdbc.sql("""
                insert into import_mapping (header, fields, changed_at) values (:header, :fields, :now)
                on conflict (header) do update set fields = excluded.fields, changed_at = excluded.changed_at""")
                .param("header", key(columns))
                .param("fields", fields.toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private Optional<List<String>> remembered(List<String> columns) {
        return jdbc.sql("select fields from import_mapping where header = :header")
                .param("header", key(columns))
                .query((row, number) ->
                        List.of((String[]) row.getArray("fields").getArray()))
                .optional()
                .filter(fields -> fields.size() == columns.size());
    }

    /** The first column of a field has it. */
    private static List<String> guessed(List<String> columns) {
        List<String> fields = new ArrayList<>();
        for (String column : columns) {
            String field = SYNONYMS.getOrDefault(folded(column), "");
            fields.add(fields.contains(field) ? "" : field);
        }
        return fields;
    }

    private static Map<String, String> synonyms(Map<String, String> names) {
        Map<String, String> synonyms = new HashMap<>();
        PersonChange.NAMES.forEach(field -> synonyms.put(folded(field), field));
        names.forEach((field, others) -> {
            for (String other : others.split(" ", -1)) {
                synonyms.put(other, field);
            }
        });
        return Map.copyOf(synonyms);
    }

    private static String folded(String name) {
        return NO_LETTER.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static String key(List<String> columns) {
        String names = String.join("\u001f", columns).toLowerCase(Locale.ROOT);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(names.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
