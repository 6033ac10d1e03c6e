package org.ringdesk.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What was to be heard, and when; what was heard, how late, and how often. */
final class CallLedger implements Streams.Listener {
    private final CallTraffic.Side side;
    private final Map<String, Expected> expected = new ConcurrentHashMap<>();

    CallLedger(CallTraffic.Side side) {
        this.side = side;
    }

    private static final class Expected {
        private final long due;
        private final boolean counts;
        private final int wanted;
        private volatile long heardAt;
        private final AtomicInteger times = new AtomicInteger();

        Expected(long due, boolean counts, int wanted) {
            this.due = due;
            this.counts = counts;
            this.wanted = wanted;
        }
    }

    /**
     * Times between when a message was to be sent, whether or not it could be, and when it was heard, in milliseconds.
     *
     * @param doubled heard twice, or not expected at all
     */
    record Times(int heard, double p50, double p99, double max, int lost, int doubled) {}

    /** @param due by {@link System#nanoTime} */
    void expect(List<String> names, long due, boolean counts) {
        names.forEach(name -> expected.put(name, new Expected(due, counts, 1)));
    }

    @Override
    public void heard(int stream, String event, String data, long at) {
        String name = side.heard(stream, event, data);
        if (!name.isEmpty()) {
            Expected one = expected.computeIfAbsent(name, unasked -> new Expected(at, false, 0));
            if (one.times.getAndIncrement() == 0) {
                one.heardAt = at;
            }
        }
    }

    /** Whether everything came. */
    boolean complete() {
        return expected.values().stream().allMatch(one -> one.times.get() >= one.wanted);
    }

    /** @param kind with which the names begin; empty for all */
    Times times(String kind) {
        List<Expected> all = expected.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(kind))
                .map(Map.Entry::getValue)
                .toList();
        double[] late = all.stream()
                .filter(one -> one.counts && one.times.get() > 0)
                .mapToDouble(one -> (one.heardAt - one.due) / 1e6)
                .toArray();
        Arrays.sort(late);
        return new Times(
                late.length,
                percentile(late, 0.5),
                percentile(late, 0.99),
                percentile(late, 1),
                (int) all.stream().filter(one -> one.times.get() < one.wanted).count(),
                (int) all.stream().filter(one -> one.times.get() > one.wanted).count());
    }

    /** @param part from 0 to 1 */
    static double percentile(double[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }
}
