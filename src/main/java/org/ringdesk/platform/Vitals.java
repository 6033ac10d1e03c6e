package org.ringdesk.platform;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks every few seconds whether everything {@link Vital} lives. Where it does not, liveness is broken from then on, and the
 * process ends soon after: a server that has lost a thread looks alive and serves nobody. Nothing slow counts as dead.
 *
 * <p>It starts after everything else and stops before it.
 */
@Component
class Vitals implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Vitals.class);

    private final List<Vital> parts;
    private final ApplicationEventPublisher events;
    private final VitalsSettings settings;
    private final Ending ending;
    private volatile @Nullable Thread thread;

    Vitals(List<Vital> parts, ApplicationEventPublisher events, VitalsSettings settings, Ending ending) {
        this.parts = parts;
        this.events = events;
        this.settings = settings;
        this.ending = ending;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("vitals").start(this::watch);
    }

    @Override
    public void stop() {
        @Nullable Thread watching = thread;
        thread = null;
        if (watching != null) {
            watching.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void watch() {
        try {
            Optional<String> dead = Optional.empty();
            while (dead.isEmpty()) {
                Thread.sleep(settings.every());
                dead = dead();
            }
            sayAndWait(dead.get());
            ending.now();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (VirtualMachineError broken) {
            ending.now();
        }
    }

    private Optional<String> dead() {
        return parts.stream().map(Vital::dead).flatMap(Optional::stream).findFirst();
    }

    private void sayAndWait(String dead) throws InterruptedException {
        LOG.error(
                "The {} is dead; Ringdesk ends in {} s, with code {}, so that it is started again",
                dead,
                settings.grace().toSeconds(),
                Ending.START_AGAIN);
        AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
        Thread.sleep(settings.grace());
    }
}
