package org.ringdesk.pops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Seats;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.PresenceChanged;
import org.ringdesk.calls.Presences;
import org.ringdesk.pops.Notice.Draft;
import org.ringdesk.pops.Notice.Event;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says to agents what their phone system says of their telephones. */
@Component
class PresenceLines {
    private final Presences presences;
    private final Seats seats;
    private final NoticeWriting notices;

    /** What was said last. A telephone that is in use, and is not, need not be told of. */
    private final Map<AccountId, PresenceLine> said = new ConcurrentHashMap<>();

    PresenceLines(Presences presences, Seats seats, NoticeWriting notices) {
        this.presences = presences;
        this.seats = seats;
        this.notices = notices;
    }

    /** Over all telephones of the agent. */
    PresenceLine of(AccountId agent) {
        return PresenceLine.of(
                Presence.together(List.copyOf(presences.of(seats.of(agent)).values())));
    }

    /** Within the transaction that stores it. */
    @EventListener
    void changed(PresenceChanged changed) {
        List<Draft> drafts = new ArrayList<>();
        changed.extensions().stream()
                .map(seats::at)
                .flatMap(Optional::stream)
                .distinct()
                .forEach(agent -> {
                    PresenceLine line = of(agent);
                    if (!line.equals(said.put(agent, line))) {
                        drafts.add(new Draft(agent, Event.PRESENCE, line));
                    }
                });
        if (!drafts.isEmpty()) {
            notices.write(drafts);
        }
    }
}
