package org.ringdesk.people;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ringdesk.platform.ShortDigest;

/**
 * What the form of a person showed when it was opened, as short digests that the form carries along: they tell what its agent
 * changed from what somebody else changed meanwhile.
 */
record SeenPerson(Map<String, String> digests) {
    private static final List<String> NAMES =
            PersonChange.NAMES.stream().filter(name -> !name.equals("enabled")).toList();

    static SeenPerson of(Map<String, String> values) {
        return new SeenPerson(NAMES.stream()
                .collect(Collectors.toMap(name -> name, name -> digest(values.getOrDefault(name, "")))));
    }

    /** Anything but {@link #text} reads as having seen nothing. */
    static SeenPerson read(String text) {
        List<String> parts = Arrays.asList(text.split("\\.", -1));
        Map<String, String> digests = new HashMap<>();
        for (int i = 0; parts.size() == NAMES.size() && i < parts.size(); i++) {
            digests.put(NAMES.get(i), parts.get(i));
        }
        return new SeenPerson(digests);
    }

    String text() {
        return NAMES.stream().map(name -> digests.getOrDefault(name, "")).collect(Collectors.joining("."));
    }

    boolean known() {
        return !digests.isEmpty();
    }

    /** As if the form had just been opened, but for those fields. */
    SeenPerson renewed(Map<String, String> now, Set<String> butFor) {
        Map<String, String> renewed = new HashMap<>(of(now).digests);
        butFor.forEach(name -> renewed.put(name, digests.getOrDefault(name, "")));
        return new SeenPerson(renewed);
    }

    /** The fields that hold something else than was seen. */
    Set<String> changedIn(Map<String, String> values) {
        SeenPerson now = of(values);
        return NAMES.stream()
                .filter(name -> !now.digests.getOrDefault(name, "").equals(digests.get(name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A box that is not ticked is not sent. */
    private static String digest(String value) {
        String same = value.replace("\r\n", "\n").strip();
        return ShortDigest.of(same.equals("false") ? "" : same);
    }
}
