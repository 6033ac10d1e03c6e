package org.ringdesk.pbx;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of phone system or feed, as an administrator chooses it. Its bean is all that a new kind needs to be offered; its
 * texts are {@code pbx.kind.KEY}, {@code .about}, {@code .setting.NAME} (with {@code .hint}) and {@code .line.NAME}.
 */
public interface FeedKind {
    /** As in addresses and the database, such as {@code generic-cti}. */
    String key();

    Access access();

    /** Place in the list of kinds. */
    int order();

    default List<Setting> settings() {
        return List.of();
    }

    /** @throws org.ringdesk.platform.Refused 422 for settings that cannot work, with the reason */
    default void check(Map<String, String> settings) {}

    /**
     * What to paste at the phone system, in the order of the page.
     *
     * @param address of Ringdesk, without a slash at its end
     * @param token the token, or a word in its place
     */
    default List<Line> lines(String address, String token) {
        return List.of();
    }

    /** The path of a page that it has besides, with {@code pbx.kind.KEY.page} as the link's text. */
    default Optional<String> page(Feed feed) {
        return Optional.empty();
    }

    /** Whether {@code pbx.kind.KEY.limits} says what phone systems of the kind do not tell. */
    default boolean limited() {
        return false;
    }

    /** The page of the manual, such as {@code docs/pbx/generic-cti.md}. */
    String manual();

    /** How messages of the kind are known to be of the feed. */
    enum Access {
        /** Nothing is sent from outside; there is one feed of the kind, always. */
        NONE,
        /** By a token in the address. */
        TOKEN,
        /** By a token in the address and a signature over the body. */
        SIGNED,
        /** Ringdesk connects by itself, and signs in with a password. */
        PASSWORD
    }

    /** What an administrator sets of a feed of the kind. */
    record Setting(String name, Form form) {
        /** How it is typed. */
        public enum Form {
            LINE,
            LINES,
            BOX,
            /** Never shown; left empty it stays as it is. A kind has at most one. */
            SECRET
        }
    }

    /** Something to paste. */
    record Line(String name, String text) {
        /** Whether the text has more than one line. */
        public boolean several() {
            return text.indexOf('\n') >= 0;
        }
    }
}
