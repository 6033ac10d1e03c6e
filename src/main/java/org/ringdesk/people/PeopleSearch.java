package org.ringdesk.people;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Lists and searches people by index ranges only: a list without text walks the names in order, a search collects those
 * who fit the rarest word, or all of several common ones, at most {@link #MOST_HITS}, and sorts them.
 */
@Repository
class PeopleSearch {
    static final int MOST_HITS = 2000;

    /** So many index entries of a common term are read where all terms are common. */
    private static final int MOST_READ = 60_000;

    private static final int MOST_TERMS = 5;
    private static final Pattern NUMBER = Pattern.compile("[+(]?[0-9][0-9\\s()./-]{2,30}");
    private static final String SORTED = "lower(display_name) collate \"C\"";

    private final JdbcClient jdbc;
    private final PersonKeys keys;
    private final int countryCode;

    PeopleSearch(JdbcClient jdbc, PersonKeys keys, SiteSettings site) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.countryCode = PhoneNumberUtil.getInstance().getCountryCodeForRegion(site.country());
    }

    /** @param cursor null for the beginning */
    PeopleSlice slice(PeopleQuery query, @Nullable PeopleCursor cursor, int limit) {
        boolean forward = cursor == null || cursor.forward();
        Map<String, Object> params = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        List<SearchTerm> terms = terms(query.text());
        List<Integer> counts = terms.isEmpty() ? List.of() : counts(terms);
        String from = terms.isEmpty() ? "person" : hits(terms, counts, params);
        conditions.add(shown(query.show()));
        if (cursor != null) {
            conditions.add("(" + SORTED + ", id) " + (forward ? ">" : "<") + " (:name::text collate \"C\", :id)");
            params.put("name", cursor.name());
            params.put("id", cursor.id());
        }
        params.put("limit", limit + 1);
        String direction = forward ? "" : " desc";
        List<Row> rows = jdbc.sql("select " + PersonRows.COLUMNS + ", " + SORTED + " as sorted from " + from + " where "
                        + String.join(" and ", conditions) + " order by " + SORTED + direction + ", id" + direction
                        + " limit :limit")
                .params(params)
                .query((row, number) -> new Row(PersonRows.MAPPER.mapRow(row, number), row.getString("sorted")))
                .list();
        boolean capped = !counts.isEmpty() && Collections.min(counts) > MOST_HITS;
        return slice(rows, cursor, limit, capped);
    }

    private record Row(Person person, String sorted) {
        String cursor(boolean forward) {
            return new PeopleCursor(forward, sorted, person.id().value()).text();
        }
    }

    private static PeopleSlice slice(List<Row> found, @Nullable PeopleCursor cursor, int limit, boolean capped) {
        boolean forward = cursor == null || cursor.forward();
        boolean more = found.size() > limit;
        List<Row> first = found.subList(0, Math.min(limit, found.size()));
        List<Row> rows = forward ? first : first.reversed();
        boolean behind = forward ? more : true;
        boolean before = forward ? cursor != null : more;
        return new PeopleSlice(
                rows.stream().map(Row::person).toList(),
                behind && !rows.isEmpty() ? rows.getLast().cursor(true) : null,
                before && !rows.isEmpty() ? rows.getFirst().cursor(false) : null,
                capped);
    }

    /** "offset 0" keeps the planner from reading the whole table instead of a few thousand rows by id. */
    private static String hits(List<SearchTerm> terms, List<Integer> counts, Map<String, Object> params) {
        String ids = terms.size() > 1 && Collections.min(counts) > MOST_HITS
                ? common(terms, params)
                : rare(terms, counts, params);
        return "(" + ids + ") as hit cross join lateral" + " (select " + PersonRows.COLUMNS
                + " from person where id = hit.person_id offset 0) as person";
    }

    /** Those who have the rarest term; of each it is looked up whether they have the others. */
    private static String rare(List<SearchTerm> terms, List<Integer> counts, Map<String, Object> params) {
        int rarest = counts.indexOf(Collections.min(counts));
        List<String> conditions = new ArrayList<>(List.of("true"));
        for (int i = 0; i < terms.size(); i++) {
            if (i != rarest) {
                conditions.add(terms.get(i).heldBy("led.person_id", "term" + i, params));
            }
        }
        return "select person_id from (select distinct person_id from ("
                + terms.get(rarest).ids("rarest", params) + " limit " + MOST_HITS + ") as found offset 0) as led where "
                + String.join(" and ", conditions);
    }

    /** Every term has many: the first of them, from the indexes alone, and who is among all. */
    private static String common(List<SearchTerm> terms, Map<String, Object> params) {
        List<String> each = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            each.add("select person_id from (" + terms.get(i).ids("term" + i, params) + " limit " + MOST_READ
                    + ") as found" + i);
        }
        return "select person_id from (" + String.join(" intersect ", each) + ") as led limit " + MOST_HITS;
    }

    /** How many rows each term has, counted up to one more than are collected. */
    private List<Integer> counts(List<SearchTerm> terms) {
        Map<String, Object> params = new HashMap<>();
        List<String> counts = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            counts.add("(select count(*) from (" + terms.get(i).ids("term" + i, params) + " limit " + (MOST_HITS + 1)
                    + ") as hit)");
        }
        return jdbc.sql("select " + String.join(", ", counts))
                .params(params)
                .query((row, number) -> {
                    List<Integer> all = new ArrayList<>();
                    for (int i = 1; i <= terms.size(); i++) {
                        all.add(row.getInt(i));
                    }
                    return all;
                })
                .single();
    }

    private List<SearchTerm> terms(String text) {
        if (NUMBER.matcher(text).matches()) {
            return List.of(SearchTerm.number(beginnings(text)));
        }
        return PersonWords.typed(text).stream()
                .limit(MOST_TERMS)
                .map(SearchTerm::word)
                .toList();
    }

    /** What the key of a number can start with when this much of it was typed. */
    private Set<String> beginnings(String text) {
        Set<String> beginnings = new LinkedHashSet<>();
        keys.readings(CallerField.PHONE, text)
                .forEach(reading -> reading.keys().forEach(key -> beginnings.add(key.key())));
        String digits = text.replaceAll("[^0-9]", "");
        beginnings.add(digits);
        beginnings.add("+" + digits);
        if (!text.startsWith("+")) {
            beginnings.add("+" + countryCode + digits.replaceFirst("^0+", ""));
        }
        return beginnings;
    }

    private static String shown(PeopleQuery.Show show) {
        return switch (show) {
            case ALL -> "true";
            case ENABLED -> "enabled";
            case DISABLED -> "not enabled";
            case VIP -> "vip";
        };
    }
}
