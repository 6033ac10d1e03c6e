package org.ringdesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * At which extensions agents sit: their own ones, and the one they are signed on to. Whoever is signed on to an extension
 * has its calls, whosever own it is.
 *
 * <p>Asking costs no database: what was read is kept for five seconds. A change made here is seen at once, one made by
 * another node, or by disabling the agent's person, when that time is over.
 */
@Service
public class Seats {
    private static final Logger LOG = LoggerFactory.getLogger(Seats.class);
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** Whoever asks after this has what is known, and the next ones have what is read meanwhile. */
    private static final Duration AGEING = Duration.ofSeconds(4);

    private final SeatRepository repository;
    private final Desks desks;
    private final TelephoneUses uses;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();
    private final AtomicBoolean renewing = new AtomicBoolean();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Reading known;

    Seats(SeatRepository repository, Desks desks, TelephoneUses uses, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.desks = desks;
        this.uses = uses;
        this.events = events;
        this.clock = clock;
    }

    private record Reading(SeatPlan plan, long changes, Instant at) {}

    /** The agent whom calls to this extension reach now; nobody where the account there may not sign in. */
    public Optional<AccountId> at(String extension) {
        return plan().at(extension);
    }

    /** Whether an administrator gave an agent this extension, who may not be the one who sits there. */
    public boolean isGiven(String extension) {
        return plan().isGiven(extension);
    }

    /**
     * The agent whom a phone system means: by extension, else by login, ignoring case and a Windows domain that one side
     * leaves out, else by mail address. Nobody where two could be meant.
     */
    public Optional<AccountId> named(String loginOrMailOrExtension) {
        return plan().named(loginOrMailOrExtension);
    }

    /** All extensions whose calls reach the agent now: the one they are signed on to, then their own, the main one first. */
    public List<String> of(AccountId agent) {
        return plan().of(agent);
    }

    /**
     * Takes the calls of an extension until the agent signs off, signs on elsewhere, or somebody else signs on to it. At an
     * extension of their own this sends whoever is signed on there away, and ends the agent's being signed on elsewhere.
     *
     * <p>An extension that is somebody's own is theirs, unless an administrator has given leave to sit down there.
     *
     * @throws Refused 422 when that is no extension, no {@linkplain Desks desk}, or somebody's own without leave; 429 when the
     *     agent does so all the time
     */
    @Transactional
    public void signOn(AccountId agent, String extension) {
        String desk = Extensions.one(extension);
        uses.refuseTooMany(agent);
        repository.lock();
        Optional<SeatRepository.Owned> owned = repository.owner(desk);
        if (owned.isEmpty() && !desks.has(desk)) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "agents.seat.no-desk", desk);
        }
        owned.filter(owner -> !owner.account().equals(agent) && !owner.shared()).ifPresent(owner -> {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "agents.seat.owned", desk, owner.owner());
        });
        repository.signOn(agent, desk, clock.instant());
        uses.note(agent, "signed_on", desk, "");
        events.publishEvent(new AccountsChanged());
    }

    /**
     * To be asked before anything is dialled for the agent.
     *
     * @throws Refused 429 when that happens all the time
     */
    public void refuseTooMany(AccountId agent) {
        uses.refuseTooMany(agent);
    }

    /** Notes that a phone system was asked to dial for the agent. */
    public void dialled(AccountId agent, String extension, String number) {
        uses.note(agent, "dialled", extension, number);
    }

    /** Notes that a phone system was asked to transfer a call of the agent. */
    public void transferred(AccountId agent, String extension, String to) {
        uses.note(agent, "transferred", extension, to);
    }

    /**
     * Makes these, and no others, the agent's own. Within a transaction: until it ends nobody else changes extensions.
     *
     * @throws Refused 422 when one belongs to somebody else
     */
    void give(AccountId agent, Extensions extensions) {
        repository.lock();
        repository.ownedByOthers(agent, extensions).ifPresent(taken -> {
            throw new Refused(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "agents.accounts.extension-taken",
                    taken.extension(),
                    taken.owner());
        });
        repository.own(agent, extensions, clock.instant());
        repository.sendGuestsAway(agent);
    }

    /** What the agent has to do with each of their extensions, read anew. */
    List<AgentExtension> extensions(AccountId agent) {
        return repository.extensions(agent);
    }

    /** Gives the extension that the agent is signed on to back. */
    @Transactional
    public void signOff(AccountId agent) {
        repository.signOff(agent);
        events.publishEvent(new AccountsChanged());
    }

    @TransactionalEventListener(fallbackExecution = true)
    void forget(AccountsChanged changed) {
        changes.incrementAndGet();
    }

    private SeatPlan plan() {
        Reading last = known;
        if (last == null || !isFresh(last)) {
            return read();
        }
        if (isAgeing(last) && renewing.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::renew);
        }
        return last.plan();
    }

    /** One reads, the others wait for it. */
    private SeatPlan read() {
        reading.lock();
        try {
            Reading last = known;
            return last != null && isFresh(last) ? last.plan() : readAnew();
        } finally {
            reading.unlock();
        }
    }

    /** What changes meanwhile makes the reading old at once. */
    private SeatPlan readAnew() {
        long before = changes.get();
        Instant now = clock.instant();
        SeatPlan plan = new SeatPlan(repository.agents(), repository.taken());
        known = new Reading(plan, before, now);
        return plan;
    }

    /** Ahead of time, so that a call does not wait while thousands of seats are read. */
    private void renew() {
        reading.lock();
        try {
            readAnew();
        } catch (DataAccessException e) {
            LOG.debug("seats could not be read ahead of time", e);
        } finally {
            reading.unlock();
            renewing.set(false);
        }
    }

    private boolean isFresh(Reading reading) {
        return reading.changes() == changes.get()
                && clock.instant().isBefore(reading.at().plus(FRESH));
    }

    private boolean isAgeing(Reading reading) {
        return !clock.instant().isBefore(reading.at().plus(AGEING));
    }
}
