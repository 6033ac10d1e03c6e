package org.ringdesk.pbx;

/**
 * Something that an account at a phone system may not do and should.
 *
 * @param key of the text that says so
 * @param fact what that text is filled in with, or empty
 */
public record Lack(String key, String fact) {
    /** As {@link Connection#lacks} has it. */
    public static Lack of(String written) {
        int blank = written.indexOf(' ');
        return blank < 0 ? new Lack(written, "") : new Lack(written.substring(0, blank), written.substring(blank + 1));
    }
}
