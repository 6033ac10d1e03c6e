package org.ringdesk.agents;

import java.util.List;
import org.ringdesk.people.Numbers;
import org.springframework.stereotype.Component;

/**
 * At which extensions agents sit down by themselves. Whoever sits somewhere has its calls, and calls others from there: so it
 * is no number that reaches the fire brigade, costs much, or is a queue of many.
 */
@Component
class Desks {
    private static final long NO_GROUP = 0;

    private final SeatSettings settings;
    private final Numbers numbers;
    private final GroupRepository groups;

    Desks(SeatSettings settings, Numbers numbers, GroupRepository groups) {
        this.settings = settings;
        this.numbers = numbers;
        this.groups = groups;
    }

    boolean has(String extension) {
        return settings.isDesk(extension)
                && !isCostly(extension)
                && groups.taken(NO_GROUP, List.of(extension)).isEmpty();
    }

    private boolean isCostly(String extension) {
        return switch (numbers.cost(extension)) {
            case EMERGENCY, PREMIUM -> true;
            case EXTENSION, ORDINARY -> false;
        };
    }
}
