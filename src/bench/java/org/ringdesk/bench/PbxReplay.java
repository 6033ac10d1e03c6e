package org.ringdesk.bench;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringdesk.bench.Situation.Message;
import org.ringdesk.bench.Situation.Once;

/**
 * Plays situations, many at a time, each at the speed at which it was recorded, and hears what comes of them. Every situation
 * has three telephones of its own for as long as it lasts.
 */
final class PbxReplay implements Streams.Listener {
    /** After the last message of a situation its telephones are left alone, in milliseconds. */
    private static final long PAUSE = 3_000;

    private final ReplayedPbx pbx;
    private final List<Situation> situations;
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Map<Integer, Playing> playing = new ConcurrentHashMap<>();
    private int played;

    /** What each situation brings when nothing else goes on; by its name and the place of the telephone. */
    private final Map<String, AtomicInteger> brings = new ConcurrentHashMap<>();

    private boolean learning = true;
    private volatile Tally tally = new Tally();

    /** @param agents how many there are, three for each situation that is played at a time */
    PbxReplay(ReplayedPbx pbx, List<Situation> situations, int agents) {
        this.pbx = pbx;
        this.situations = situations;
        for (int i = 0; i + Situation.TELEPHONES <= agents; i += Situation.TELEPHONES) {
            free.add(i);
        }
    }

    /** What was heard while something was played. */
    private static final class Tally {
        private final Deque<Double> late = new ConcurrentLinkedDeque<>();
        private final AtomicInteger expected = new AtomicInteger();
        private final AtomicInteger unasked = new AtomicInteger();
    }

    /** A situation that goes on, and when its telephones began to ring whose agents have not heard of it. */
    private record Playing(Situation situation, List<Deque<Long>> rang) {}

    /**
     * What came of playing.
     *
     * @param perSecond messages
     * @param lag how late the last message went out, because the other end did not read, in milliseconds
     * @param times from when a message was due to when its agent heard, in milliseconds
     */
    record Result(int messages, int perSecond, double lag, CallLedger.Times times) {
        /** Whether what was sent was taken in as fast. */
        boolean held() {
            return lag < 1_000 && times.p99() < 1_000 && times.lost() == 0;
        }
    }

    private record Due(long at, Message message, Once once, int telephones) {}

    /** Plays each situation once, without haste, and notes what agents hear of it. */
    void learn() throws IOException, InterruptedException {
        play(1, 150);
        TimeUnit.SECONDS.sleep(3);
        learning = false;
    }

    /** How many of the situations ring just as often as agents hear of it, so that the time between can be told. */
    long timed() {
        return situations.stream().filter(this::timed).count();
    }

    private boolean timed(Situation situation) {
        boolean any = false;
        for (int i = 0; i < Situation.TELEPHONES; i++) {
            int rings = situation.rings(i).size();
            int heard = heard(situation, i).get();
            if (rings != heard) {
                return false;
            }
            any |= rings > 0;
        }
        return any;
    }

    private AtomicInteger heard(Situation situation, int telephone) {
        return brings.computeIfAbsent(situation.name() + ' ' + telephone, any -> new AtomicInteger());
    }

    int messages() {
        return situations.stream().mapToInt(situation -> situation.messages().size()).sum();
    }

    /**
     * Plays every situation that many times.
     *
     * @param perSecond messages
     */
    Result play(int rounds, int perSecond) throws IOException, InterruptedException {
        tally = new Tally();
        double nanosEach = 1e9 * messages() / situations.size() / perSecond;
        long begin = System.nanoTime() + 50_000_000L;
        var due = new PriorityQueue<Due>(Comparator.comparingLong(Due::at));
        int all = rounds * situations.size();
        int begun = 0;
        long next = begin;
        int sent = 0;
        long lag = 0;
        while (begun < all || !due.isEmpty()) {
            while (begun < all && (due.isEmpty() || next <= due.peek().at())) {
                schedule(situations.get(begun % situations.size()), next, due);
                begun++;
                next = begin + (long) (begun * nanosEach);
            }
            Due one = due.remove();
            await(one.at());
            if (one.message().pieces().isEmpty()) {
                end(one.telephones());
            } else {
                send(one);
                sent++;
                lag = Math.max(lag, System.nanoTime() - one.at());
            }
        }
        pbx.flush();
        settle();
        return new Result(sent, perSecond, lag / 1e6, times());
    }

    private void await(long at) throws IOException, InterruptedException {
        long wait = at - System.nanoTime();
        if (wait > 0) {
            pbx.flush();
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }

    private void schedule(Situation situation, long at, PriorityQueue<Due> due) {
        Integer telephones = free.poll();
        if (telephones == null) {
            throw new IllegalStateException("more agents are needed for so many calls at a time");
        }
        int number = ++played;
        var once = new Once(
                number,
                Integer.parseInt(CallSides.extension(telephones)),
                "617%07d".formatted(2_000_000 + number % 1_000_000),
                now(at),
                situation.since());
        long first = situation.messages().getFirst().millis();
        for (Message message : situation.messages()) {
            due.add(new Due(at + (message.millis() - first) * 1_000_000, message, once, telephones));
        }
        playing.put(telephones, new Playing(situation, List.of(queue(), queue(), queue())));
        due.add(new Due(at + (situation.length() - first + PAUSE) * 1_000_000, Message.END, once, telephones));
    }

    /** In microseconds since 1970. */
    private static long now(long at) {
        return System.currentTimeMillis() * 1_000 + (at - System.nanoTime()) / 1_000;
    }

    private static Deque<Long> queue() {
        return new ConcurrentLinkedDeque<>();
    }

    private void send(Due due) throws IOException {
        Playing one = Objects.requireNonNull(playing.get(due.telephones()));
        int rings = due.message().rings();
        if (rings >= 0 && !learning && timed(one.situation())) {
            tally.expected.incrementAndGet();
            one.rang().get(rings).add(due.at());
        }
        pbx.send(due.message().bytes(due.once()));
    }

    private void end(int telephones) {
        playing.remove(telephones);
        free.add(telephones);
    }

    /** What comes twice comes a little later. */
    private void settle() throws InterruptedException {
        for (int i = 0; i < 50 && tally.late.size() < tally.expected.get(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        TimeUnit.SECONDS.sleep(1);
    }

    private CallLedger.Times times() {
        double[] late = tally.late.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new CallLedger.Times(
                late.length,
                CallLedger.percentile(late, 0.5),
                CallLedger.percentile(late, 0.99),
                CallLedger.percentile(late, 1),
                tally.expected.get() - late.length,
                tally.unasked.get());
    }

    @Override
    public void heard(int stream, String event, String data, long at) {
        int telephone = stream % Situation.TELEPHONES;
        Playing one = playing.get(stream - telephone);
        if (one == null || !event.equals("call-ringing")) {
            return;
        }
        if (learning) {
            heard(one.situation(), telephone).incrementAndGet();
        } else if (timed(one.situation())) {
            Long rang = one.rang().get(telephone).poll();
            if (rang == null) {
                tally.unasked.incrementAndGet();
            } else {
                tally.late.add((at - rang) / 1e6);
            }
        }
    }
}
