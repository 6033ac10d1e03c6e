package org.ringdesk.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page's worth of people, by display name.
 *
 * @param next the cursor of those behind, or null at the end
 * @param previous the cursor of those before, or null at the beginning
 * @param capped whether the text fits so many people that some were left out
 */
public record PeopleSlice(
        List<Person> people,
        @Nullable String next,
        @Nullable String previous,
        boolean capped) {}
