package org.ringdesk.drafts;

import java.time.Instant;

/**
 * A form that was typed into and not saved, as a page offers it.
 *
 * @param address where the form opens again, with the text
 * @param title what it is about, or empty
 * @param detail more of that, or empty
 * @param gone whether what it is about was deleted: the text is shown for itself then
 * @param discarding the address to which its line is sent to be discarded
 * @param field the name of what has to be sent along
 * @param value and its value
 */
public record Draft(
        DraftKey key,
        String address,
        String title,
        String detail,
        Instant updatedAt,
        boolean gone,
        String discarding,
        String field,
        String value) {
    public static final String DISCARDING = "/drafts/discard";

    /** A line that leads to the form. */
    public static Draft at(String address, String title, KeptDraft kept) {
        return new Draft(
                kept.key(),
                address,
                title,
                kept.requester(),
                kept.updatedAt(),
                false,
                DISCARDING,
                "draft",
                kept.key().text());
    }

    /** A line of what exists no more; it leads to the text. */
    public static Draft gone(String title, KeptDraft kept) {
        return new Draft(
                kept.key(),
                "/drafts/" + kept.key().row(),
                title,
                "",
                kept.updatedAt(),
                true,
                DISCARDING,
                "draft",
                kept.key().text());
    }

    /** The same, discarded elsewhere. */
    public Draft discardedAt(String path, String name, String sent) {
        return new Draft(key, address, title, detail, updatedAt, gone, path, name, sent);
    }
}
