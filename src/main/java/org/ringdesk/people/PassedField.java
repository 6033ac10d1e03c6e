package org.ringdesk.people;

/**
 * One {@code autoUserField_} of a link, decoded but otherwise as it came: the name may be none of the fifteen, the value
 * may be empty, a macro that the phone did not fill in, or a withheld number.
 */
public record PassedField(String name, String value) {}
