package org.ringdesk.people;

/**
 * Which people a list shows.
 *
 * @param text what was typed: beginnings of names, user name, e-mail address or company, or of a number; or nothing
 */
public record PeopleQuery(String text, Show show) {
    /** Which of those who fit the text. */
    public enum Show {
        ALL,
        ENABLED,
        DISABLED,
        VIP
    }

    static final int LONGEST_TEXT = 200;

    public PeopleQuery {
        text = text.strip();
        text = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
