package org.ringdesk.records;

import java.time.Instant;

/**
 * What another agent of the same call had typed into its form.
 *
 * @param author the other agent's name
 * @param login the other agent's
 * @param keptAt when it was last kept
 */
public record Handed(String author, String login, Instant keptAt, NewRecordForm typed) {
    /** As whoever takes it over goes on with it: what the author had given themselves is theirs now. */
    NewRecordForm takenOverBy(String other) {
        return typed.text("assignee").equalsIgnoreCase(login) ? typed.with("assignee", other) : typed;
    }

    boolean laterThan(Instant other) {
        return keptAt.toEpochMilli() > other.toEpochMilli();
    }
}
