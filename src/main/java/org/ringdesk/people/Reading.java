package org.ringdesk.people;

import java.util.List;
import java.util.Set;

/**
 * One way to read a passed value; people who have any of the keys match.
 *
 * @param shown how the value is told to people, such as {@code +1 617 456 7890}
 * @param how message keys of what had to be assumed, without {@code people.how.}
 */
record Reading(List<PersonKey> keys, String shown, Set<String> how) {}
