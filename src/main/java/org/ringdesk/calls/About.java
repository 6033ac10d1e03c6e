package org.ringdesk.calls;

import org.jspecify.annotations.Nullable;

/**
 * What a source knows of the call as a whole when it sends an event. Every event may repeat it, so that a lost one does no
 * harm. What is not known is empty. Control characters are dropped, and what is longer than {@value #LONGEST} is cut.
 *
 * @param direction null where the source does not know
 * @param number of the outside party, as it came; in an internal call of whoever dialled
 * @param name that came with the number
 * @param dialled what was dialled to get here: the line, the extension, or the far number of an outgoing call
 * @param queue the queue or group, as the phone system names it
 * @param digits what the caller keyed before anybody answered
 */
public record About(
        @Nullable Direction direction, String number, String name, String dialled, String queue, String digits) {
    public static final About NOTHING = new About(null, "", "", "", "", "");

    public static final int LONGEST = 120;

    public About {
        number = clean(number);
        name = clean(name);
        dialled = clean(dialled);
        queue = clean(queue);
        digits = clean(digits);
    }

    public static About inbound(String number, String dialled) {
        return new About(Direction.INBOUND, number, "", dialled, "", "");
    }

    public About withName(String other) {
        return new About(direction, number, other, dialled, queue, digits);
    }

    public About withQueue(String other) {
        return new About(direction, number, name, dialled, other, digits);
    }

    public About withDigits(String other) {
        return new About(direction, number, name, dialled, queue, other);
    }

    static String clean(String text) {
        String printable = text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.strip();
    }
}
