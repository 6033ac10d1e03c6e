package org.ringdesk.people;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One thing that a person must have to be found: a key or a word that starts with any of the beginnings.
 *
 * @param fields the key fields that are looked at, as {@link PersonKeys} counts them; words of names and company always are
 */
record SearchTerm(List<Short> fields, Set<String> beginnings) {
    /** User name, first and last name, e-mail address; the same without accents; the login without its domain. */
    private static final List<Short> NAMES = shorts(1, 2, 3, 4, 101, 102, 103, 104, 201);

    /** The same and the three numbers: digits may be part of a name too. */
    private static final List<Short> ALL = shorts(1, 2, 3, 4, 5, 6, 7, 101, 102, 103, 104, 201);

    /** Above any character that a key can go on with. */
    private static final String BEHIND_ALL = "\uDBFF\uDFFF";

    static SearchTerm word(String word) {
        return new SearchTerm(NAMES, Set.of(word));
    }

    static SearchTerm number(Set<String> beginnings) {
        return new SearchTerm(ALL, new LinkedHashSet<>(beginnings));
    }

    /** The ids of those who have it, as SQL over index ranges; {@code name} keeps its parameters apart from others'. */
    String ids(String name, Map<String, Object> params) {
        return rows(name, "", params);
    }

    /** Whether the person of that id expression has it. */
    String heldBy(String id, String name, Map<String, Object> params) {
        return "exists (" + rows(name, " and person_id = " + id, params) + ")";
    }

    private String rows(String name, String also, Map<String, Object> params) {
        List<String> selects = new ArrayList<>();
        params.put(name + "_fields", fields.toArray(Short[]::new));
        int i = 0;
        for (String beginning : beginnings) {
            String from = name + "_from" + i;
            String to = name + "_to" + i++;
            params.put(from, beginning);
            params.put(to, beginning + BEHIND_ALL);
            String keyRange = "key >= :" + from + " and key < :" + to;
            selects.add(
                    "select person_id from person_key where field = any(:" + name + "_fields) and " + keyRange + also);
            selects.add("select person_id from person_word where " + keyRange.replace("key ", "word ") + also);
        }
        return String.join(" union all ", selects);
    }

    private static List<Short> shorts(int... values) {
        List<Short> shorts = new ArrayList<>();
        for (int value : values) {
            shorts.add((short) value);
        }
        return List.copyOf(shorts);
    }
}
