package org.ringdesk.people;

import java.time.Instant;

/**
 * That agents have chosen somebody for a number which several people have.
 *
 * @param key what the number is compared by
 * @param number for people, such as {@code +1 617 456 7890}
 * @param by who chose last, by name
 * @param at when
 * @param times how often in all
 */
public record LearnedChoice(PersonId person, String key, String number, String by, Instant at, int times) {}
