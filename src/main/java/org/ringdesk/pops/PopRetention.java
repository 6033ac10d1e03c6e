package org.ringdesk.pops;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes what is too old. */
@Component
class PopRetention {
    private final NoticeRepository notices;
    private final PopRepository pops;
    private final PopSettings settings;
    private final Clock clock;

    PopRetention(NoticeRepository notices, PopRepository pops, PopSettings settings, Clock clock) {
        this.notices = notices;
        this.pops = pops;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    void remove() {
        notices.deleteBefore(clock.instant().minus(settings.notices()));
        pops.deleteBefore(clock.instant().minus(settings.kept()));
    }
}
