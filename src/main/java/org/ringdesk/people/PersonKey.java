package org.ringdesk.people;

/**
 * One way in which a person may be asked for.
 *
 * @param field which comparison of which caller field, as {@link PersonKeys} counts them
 * @param key the value in the form in which it compares, of bounded length
 */
record PersonKey(short field, String key) {}
