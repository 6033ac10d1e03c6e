package org.ringdesk.records;

import java.time.Instant;
import java.util.UUID;

/**
 * A form of a new record that was typed into and not saved, as a page offers it.
 *
 * @param opening the sealed opening: the form opens by it again, with the text
 * @param title as typed so far, or empty
 * @param requester the request user's name, or empty
 */
public record Draft(UUID submission, String opening, String title, String requester, Instant updatedAt) {
    /** Where the form opens again. */
    public String address() {
        return Openings.address(opening);
    }
}
