package org.ringdesk.records;

/**
 * Something to know before filling in or reading a form.
 *
 * @param code a stable code, such as {@code several-match}
 * @param kind how it looks: {@code info}, {@code warn}, {@code bad} or {@code ok}
 */
public record FormNotice(String code, String kind, String text) {}
