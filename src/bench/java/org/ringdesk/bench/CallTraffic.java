package org.ringdesk.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Calls on a fixed schedule: every so many nanoseconds one message, in turns that a call comes in and rings, that one is
 * answered and that one is over. Calls ring for a second, and are talked on for one and a half.
 *
 * @param agents how many there are; they take turns, three to five a call
 * @param perSecond messages
 * @param seconds that are counted
 * @param warmUp seconds before that
 */
record CallTraffic(int agents, int perSecond, int seconds, int warmUp) {
    private static final int STEPS = Step.values().length;

    /** What is told of a call. */
    enum Step {
        NEW_CALL,
        ANSWER,
        HANGUP
    }

    /**
     * A call.
     *
     * @param rung places of the agents whose telephones ring
     * @param answering the one of them who answers
     */
    record OneCall(int number, List<Integer> rung, int answering) {
        /** Not the same for any two calls; also the line that was dialled. */
        String tag() {
            return "9%07d".formatted(number);
        }
    }

    /** Where messages go and what they bring: Ringdesk itself, or the floor. */
    interface Side {
        String path(Step step, OneCall call);

        String body(Step step, OneCall call);

        /** What is to be heard, as {@link #heard} names it. */
        List<String> brings(Step step, OneCall call);

        /** What was heard, or empty where that is of no interest. */
        String heard(int stream, String event, String data);
    }

    /**
     * Sends everything; returns when the last message is out.
     *
     * @param whenCounting run when the first message that counts is due
     */
    void send(Side side, Posts posts, CallLedger ledger, Runnable whenCounting) {
        int ringing = Math.max(1, perSecond / STEPS);
        int over = ringing * 5 / 2;
        int calls = (warmUp + seconds) * perSecond / STEPS + over;
        List<OneCall> all = calls(calls);
        long begin = System.nanoTime() + 100_000_000L;
        for (int i = 0; i < (calls + over) * STEPS; i++) {
            if (i == warmUp * perSecond) {
                whenCounting.run();
            }
            Step step = Step.values()[i % STEPS];
            int number = i / STEPS - switch (step) {
                case NEW_CALL -> 0;
                case ANSWER -> ringing;
                case HANGUP -> over;
            };
            if (number >= 0 && number < calls) {
                OneCall call = all.get(number);
                double second = (double) i / perSecond;
                long due = begin + (long) (second * 1e9);
                boolean counts = second >= warmUp && second < warmUp + seconds;
                String body = side.body(step, call);
                ledger.expect(side.brings(step, call), due, counts);
                posts.send(due, side.path(step, call), body);
            }
        }
    }

    private List<OneCall> calls(int number) {
        List<OneCall> calls = new ArrayList<>(number);
        int next = 0;
        for (int i = 0; i < number; i++) {
            int rung = 3 + i % 3;
            int first = next;
            List<Integer> places =
                    IntStream.range(0, rung).mapToObj(j -> (first + j) % agents).toList();
            calls.add(new OneCall(i, places, places.get(i % rung)));
            next = (next + rung) % agents;
        }
        return calls;
    }
}
