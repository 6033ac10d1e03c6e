package org.ringdesk.links;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ringdesk.agents.Actor;
import org.ringdesk.people.Numbers;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.records.Reader;
import org.ringdesk.records.Records;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whose number this is, while a phone system waits with the call: after a quarter of a second the answer is that nobody
 * knows. The database ends a statement that takes longer, and not more than a few look-ups hold its connections at once,
 * so that a flood of calls or a slow database harms nobody else.
 */
@Service
class CallerLookup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallerLookup.class);
    private static final Duration DEADLINE = Duration.ofMillis(230);
    private static final Duration STATEMENT = Duration.ofMillis(200);
    private static final int AT_ONCE = 6;
    private static final Actor PHONE_SYSTEM = new Actor(null, "API");

    private final Numbers numbers;
    private final People people;
    private final Records records;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    CallerLookup(Numbers numbers, People people, Records records, JdbcClient jdbc, TransactionTemplate transactions) {
        this.numbers = numbers;
        this.people = people;
        this.records = records;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Answers within 230 ms, whatever the database does. Unknown, too, where several people share the number. */
    KnownCaller find(String number) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        Future<KnownCaller> answer = threads.submit(() -> inTurn(number, end));
        try {
            return answer.get(DEADLINE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            LOG.warn("A look-up of a caller was given up after {} ms.", DEADLINE.toMillis());
        } catch (ExecutionException e) {
            LOG.warn("A look-up of a caller was given up: {}", reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answer.cancel(true);
        }
        return KnownCaller.UNKNOWN;
    }

    /** Without the message: it may hold the number. */
    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause == null ? "no reason" : cause.getClass().getSimpleName();
    }

    private KnownCaller inTurn(String number, long end) throws InterruptedException {
        if (!places.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            return KnownCaller.UNKNOWN;
        }
        try {
            return Objects.requireNonNull(transactions.execute(transaction -> lookUp(number)));
        } finally {
            places.release();
        }
    }

    private KnownCaller lookUp(String number) {
        jdbc.sql("select set_config('statement_timeout', :milliseconds, true)")
                .param("milliseconds", Long.toString(STATEMENT.toMillis()))
                .query(String.class)
                .single();
        Numbers.Whose whose = numbers.whose(number, 2);
        List<Numbers.Owner> owners = whose.owners();
        return switch (whose.label().isEmpty() ? owners.size() : 2) {
            case 0 -> KnownCaller.UNKNOWN;
            case 1 -> people.find(owners.getFirst().person()).map(this::known).orElse(KnownCaller.UNKNOWN);
            default -> KnownCaller.SEVERAL;
        };
    }

    private KnownCaller known(Person person) {
        return new KnownCaller(
                true,
                false,
                person.displayName(),
                person.userName(),
                person.details().vip(),
                person.details().language(),
                records.countOpenOf(person.id(), new Reader(PHONE_SYSTEM, false)));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
