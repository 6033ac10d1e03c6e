package org.ringdesk.pops;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.Direction;

/**
 * When an agent wants forms to open by themselves.
 *
 * @param outbound whether those of outgoing calls, too
 * @param internal whether those of internal calls, too
 * @param doNotDisturb nothing opens and nothing is shown outside the bar
 */
public record PopChoice(Opens opens, boolean outbound, boolean internal, boolean doNotDisturb) {
    /** Of whoever has chosen nothing. */
    public static final PopChoice USUAL = new PopChoice(Opens.ANSWER, false, false, false);

    /** What makes a form open. */
    public enum Opens {
        RING,
        ANSWER,
        CLICK
    }

    /** What is to be done now that the agent's part in the call is this; empty while it is too early to say. */
    Optional<PopReason> reason(Direction direction, @Nullable Part part) {
        boolean talks = part == Part.TALKING || part == Part.HELD;
        boolean now = talks || (opens == Opens.RING && part != null);
        return now ? Optional.of(reason(direction)) : Optional.empty();
    }

    private PopReason reason(Direction direction) {
        if (doNotDisturb) {
            return PopReason.DO_NOT_DISTURB;
        }
        if (direction == Direction.OUTBOUND && !outbound) {
            return PopReason.OUTBOUND;
        }
        if (direction == Direction.INTERNAL && !internal) {
            return PopReason.INTERNAL;
        }
        return switch (opens) {
            case RING -> PopReason.RING;
            case ANSWER -> PopReason.ANSWER;
            case CLICK -> PopReason.CLICK;
        };
    }
}
