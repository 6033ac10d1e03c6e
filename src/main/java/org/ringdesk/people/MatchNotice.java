package org.ringdesk.people;

/**
 * Something the agent should know about a match.
 *
 * @param code a stable code that scripts rely on, such as {@code several-match}
 * @param text the same in words, in the reader's language
 */
public record MatchNotice(Code code, String text) {

    /** What a match can raise: the codes of the contract, and the shared number. */
    public enum Code {
        NO_MATCH("no-match"),
        SEVERAL_MATCH("several-match"),
        WITHHELD("withheld"),
        UNKNOWN_FIELD("unknown-field"),
        NOT_A_NUMBER("not-a-number"),
        MACRO("macro"),
        PARTIAL_MATCH("partial-match"),
        DISABLED_MATCH("disabled-match"),
        SHARED_NUMBER("shared-number");

        private final String value;

        Code(String value) {
            this.value = value;
        }

        /** As pages and the API spell it. */
        public String value() {
            return value;
        }
    }
}
