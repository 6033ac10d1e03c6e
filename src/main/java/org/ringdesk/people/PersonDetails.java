package org.ringdesk.people;

/**
 * What a desk knows of a person and may change. Texts that nobody filled in are empty, never null.
 *
 * @param displayName how the person is shown; never empty
 * @param vip whether the desk treats this caller first
 * @param language a BCP 47 tag such as {@code de}, or empty
 * @param enabled whether the person may be offered as a caller
 */
public record PersonDetails(
        CallerFields fields,
        String displayName,
        String company,
        String department,
        String location,
        boolean vip,
        String language,
        String notes,
        boolean enabled) {}
