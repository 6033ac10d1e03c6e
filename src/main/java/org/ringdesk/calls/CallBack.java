package org.ringdesk.calls;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.people.PersonId;

/**
 * Somebody who called and was not answered: one for each number, however often they tried.
 *
 * @param number as it came
 * @param ownerName whom the number belonged to, or empty
 * @param group whose agents look after the queue; empty where it is everybody's
 * @param tries how many calls it stands for
 * @param takenBy who has said to call back, null while nobody has
 * @param doneBy who said that it is done, null while it is not, and where a call closed it
 * @param reachedBy the call in which somebody talked to the caller, where that closed it
 */
public record CallBack(
        long id,
        String number,
        @Nullable PersonId person,
        String ownerName,
        String queue,
        String group,
        State state,
        int tries,
        Instant firstAt,
        Instant lastAt,
        Instant dueAt,
        @Nullable AccountId takenBy,
        @Nullable Instant doneAt,
        @Nullable AccountId doneBy,
        @Nullable CallId reachedBy,
        int version) {

    /** How far a call-back has come. */
    public enum State {
        OPEN,
        /** Somebody has said to call back. */
        TAKEN,
        DONE
    }

    public boolean overdue(Instant now) {
        return state != State.DONE && dueAt.isBefore(now);
    }
}
