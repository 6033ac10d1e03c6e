package org.ringdesk.people;

import java.time.Instant;

/**
 * A number that is nobody's own.
 *
 * @param key what it is compared by
 * @param number for people, such as {@code +1 617 456 7890}
 * @param label what it is the number of, such as {@code Reception}
 * @param by who marked it, by name
 */
public record SharedNumber(String key, String number, String label, String by, Instant at) {}
