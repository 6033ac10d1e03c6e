package org.ringdesk.pbx.simulated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Direction;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Feeds;
import org.ringdesk.pbx.Intake;
import org.ringdesk.pbx.Originator;
import org.ringdesk.pbx.simulated.Switchboard.Outcome;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Places pretended calls and lets their telephones do what they are told, one after the other for each call. */
@Service
class SimulatedPbx implements Originator {
    /** So many telephones ring at once; each is a lock and a leg. */
    static final int MOST_RINGING = 50;

    /** Of a number, a name, or a list of extensions, in characters. */
    private static final int LONGEST = 1_000;

    /** Calls that are over stay on the page for so long. */
    private static final Duration SHOWN = Duration.ofMinutes(2);

    private final Feeds feeds;
    private final Intake intake;
    private final PretendRepository repository;
    private final TransactionTemplate transactions;
    private final Clock clock;

    SimulatedPbx(
            Feeds feeds, Intake intake, PretendRepository repository, TransactionTemplate transactions, Clock clock) {
        this.feeds = feeds;
        this.intake = intake;
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A call to place.
     *
     * @param from a number, an extension, or empty for a withheld one
     * @param to an extension, several with commas, a queue's number or name, or an outside number
     */
    record Placing(
            @Nullable String from,
            @Nullable String to,
            @Nullable String name,
            @Nullable String queue) {
        /** @throws Refused 422 with the field that cannot be used */
        Placing checked() {
            check("from", caller());
            check("to", called());
            check("name", shown());
            return this;
        }

        String caller() {
            return Objects.requireNonNullElse(from, "").strip();
        }

        String called() {
            return Objects.requireNonNullElse(to == null || to.isBlank() ? queue : to, "")
                    .strip();
        }

        String shown() {
            return Objects.requireNonNullElse(name, "").strip();
        }
    }

    Queues queues() {
        return Queues.of(feeds.only(SimulatedKind.KEY).setting(SimulatedKind.QUEUES));
    }

    List<Numbered> list() {
        return repository.list(clock.instant().minus(SHOWN));
    }

    Numbered get(CallId id) {
        return repository.find(id, false).orElseThrow(SimulatedPbx::gone);
    }

    /** @throws Refused 422 where nobody is called, or the simulator is off */
    Numbered place(Placing placing) {
        Feed feed = feed();
        if (placing.checked().called().isEmpty()) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.simulated.nobody");
        }
        Queues queues = queues();
        boolean fromInside = !placing.caller().isEmpty() && queues.inside(placing.caller());
        PretendCall fresh = fresh(placing, queues, fromInside);
        List<String> called = ringing(queues, placing.called());
        return Objects.requireNonNull(transactions.execute(transaction -> {
            Outcome outcome = new Switchboard(fresh, feed.source(), clock.instant())
                    .place(fromInside ? placing.caller() : "", called);
            CallId id =
                    intake.take(feed, "call", fresh.number(), outcome.events()).getFirst();
            repository.insert(id, outcome.call(), clock.instant());
            return new Numbered(id, outcome.call());
        }));
    }

    private static PretendCall fresh(Placing placing, Queues queues, boolean fromInside) {
        boolean toInside = queues.inside(placing.called());
        Direction direction = !fromInside ? Direction.INBOUND : toInside ? Direction.INTERNAL : Direction.OUTBOUND;
        String queue = queues.find(placing.called()).map(Queues.Queue::name).orElse("");
        String number = direction == Direction.OUTBOUND ? placing.called() : placing.caller();
        return new PretendCall(
                UUID.randomUUID().toString(),
                direction,
                number,
                placing.shown(),
                placing.called(),
                queue,
                List.of(),
                false,
                0);
    }

    /** Places a call of the scripted day. */
    Numbered placeScripted(Placing placing) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            Numbered placed = place(placing);
            repository.script(placed.id());
            return placed;
        }));
    }

    /** Ends the scripted calls that nobody plays any more: the server was stopped while they went on. */
    void endScripted() {
        for (CallId left : repository.scripted()) {
            act(left, "end", board -> board.end(board.call().answered() ? Cause.NORMAL : Cause.CANCELLED));
        }
    }

    /** @throws Refused 404 where there is no such call, 409 where the telephone cannot do it now */
    Numbered act(CallId id, String event, Function<Switchboard, Outcome> what) {
        Feed feed = feed();
        return Objects.requireNonNull(transactions.execute(transaction -> {
            PretendCall call =
                    repository.find(id, true).orElseThrow(SimulatedPbx::gone).call();
            Instant now = clock.instant();
            Outcome outcome = what.apply(new Switchboard(call, feed.source(), now));
            repository.update(id, outcome.call());
            intake.take(feed, event, call.number(), outcome.events());
            return new Numbered(id, outcome.call());
        }));
    }

    Numbered transfer(CallId id, @Nullable String by, String target, boolean attended) {
        check("to", target);
        List<String> called = ringing(queues(), target);
        if (called.isEmpty()) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.simulated.nobody");
        }
        return act(id, "transfer", board -> board.transfer(by, target, called, attended));
    }

    /** It rings until the phone system gives up. */
    Numbered giveUp(CallId id) {
        return act(id, "give up", board -> board.end(Cause.NO_ANSWER));
    }

    @Override
    public boolean available() {
        Feed feed = feeds.only(SimulatedKind.KEY);
        return feed.enabled() && feed.is(SimulatedKind.DIAL);
    }

    @Override
    public boolean originate(AccountId agent, String extension, String number) {
        place(new Placing(extension, number, null, null));
        return true;
    }

    private Feed feed() {
        Feed feed = feeds.only(SimulatedKind.KEY);
        if (!feed.enabled()) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.simulated.off");
        }
        return feed;
    }

    private static void check(String field, String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.simulated.text", field, LONGEST);
        }
    }

    private static List<String> ringing(Queues queues, String dialled) {
        List<String> called = queues.ring(dialled);
        if (called.size() > MOST_RINGING) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.simulated.many", MOST_RINGING);
        }
        return called;
    }

    private static Refused gone() {
        return new Refused(HttpStatus.NOT_FOUND, "pbx.simulated.gone");
    }
}
