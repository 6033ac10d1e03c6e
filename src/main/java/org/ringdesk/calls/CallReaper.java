package org.ringdesk.calls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ringdesk.calls.EventRepository.Silent;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Gives up calls whose end was never told, and forgets what sources called the ones that are long over. */
@Component
class CallReaper {
    /** Late events of a call still find it for so long. */
    private static final Duration LATE = Duration.ofDays(1);

    private static final int AT_ONCE = 500;

    private final EventRepository repository;
    private final CallEvents events;
    private final CallSettings settings;
    private final Clock clock;

    CallReaper(EventRepository repository, CallEvents events, CallSettings settings, Clock clock) {
        this.repository = repository;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
    void giveUp() {
        Instant now = clock.instant();
        List<Silent> silent = repository.silent(now.minus(settings.ringing()), now.minus(settings.talking()), AT_ONCE);
        for (Silent call : silent) {
            var origin = new Origin(call.source(), "given up " + now, call.key(), now);
            events.receive(new CallEvent.GivenUp(origin, About.NOTHING));
        }
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void forgetKeys() {
        repository.forgetKeys(clock.instant().minus(LATE));
    }
}
