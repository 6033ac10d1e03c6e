package org.ringdesk.pbx.simulated;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.CallId;
import org.ringdesk.pbx.simulated.SimulatedPbx.Placing;
import org.ringdesk.platform.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.stereotype.Component;

/** Plays a day of calls at the demo's desk, a new one about every forty seconds, so that there is something to look at. */
@Component
@ConditionalOnProperty("ringdesk.simulator.script")
class ScriptedDay implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ScriptedDay.class);
    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration BETWEEN = Duration.ofSeconds(40);

    private final SimulatedPbx pbx;
    private @Nullable Thread player;

    ScriptedDay(SimulatedPbx pbx) {
        this.pbx = pbx;
    }

    /**
     * Something that somebody does, some seconds after what was before it.
     *
     * @param what answer, hold, resume, transfer, hangup or give-up
     */
    private record Act(int after, String what, String by, String to) {}

    /** A call and what becomes of it. */
    private record Scene(String from, String to, String name, List<Act> acts) {}

    private static final List<Scene> DAY = List.of(
            new Scene(
                    "+16175550142",
                    "Service Desk",
                    "LINDQVIST A",
                    List.of(act(7, "answer", "202"), act(20, "hangup", "caller"))),
            new Scene("+16175550150", "201", "", List.of(act(18, "give-up", ""))),
            new Scene("201", "203", "", List.of(act(4, "answer", "203"), act(12, "hangup", "201"))),
            new Scene("+16175550190", "Service Desk", "", List.of(act(11, "hangup", "caller"))),
            new Scene(
                    "+16175550100",
                    "Service Desk",
                    "PIER 4",
                    List.of(
                            act(5, "answer", "201"),
                            act(8, "hold", "201"),
                            act(4, "resume", "201"),
                            new Act(5, "transfer", "201", "203"),
                            act(4, "answer", "203"),
                            act(10, "hangup", "203"))),
            new Scene("202", "6175550150", "", List.of(act(6, "answer", "6175550150"), act(15, "hangup", "202"))),
            new Scene("+18575550118", "203", "", List.of(act(5, "hangup", "203"))),
            new Scene("anonymous", "Service Desk", "", List.of(act(9, "answer", "203"), act(14, "hangup", "203"))));

    private static Act act(int after, String what, String by) {
        return new Act(after, what, by, "");
    }

    @Override
    public void start() {
        player = Thread.ofVirtual().name("scripted-day").start(this::play);
    }

    @Override
    public void stop() {
        if (player != null) {
            player.interrupt();
            player = null;
        }
    }

    @Override
    public boolean isRunning() {
        return player != null;
    }

    private void play() {
        try {
            endLeftOver();
            Thread.sleep(FIRST);
            for (int next = 0; !Thread.currentThread().isInterrupted(); next = (next + 1) % DAY.size()) {
                Scene scene = DAY.get(next);
                Thread.ofVirtual().start(() -> play(scene));
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endLeftOver() {
        try {
            pbx.endScripted();
        } catch (Refused | DataAccessException | TransactionException e) {
            LOG.debug("scripted calls of the last run were left to the reaper: {}", e.getMessage());
        }
    }

    private void play(Scene scene) {
        try {
            CallId id = pbx.placeScripted(new Placing(scene.from(), scene.to(), scene.name(), null))
                    .id();
            for (Act act : scene.acts()) {
                Thread.sleep(Duration.ofSeconds(act.after()));
                play(id, act);
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("a scripted call was left to the reaper", e);
        } catch (Refused e) {
            LOG.debug("somebody else had a hand in a scripted call: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(CallId id, Act act) {
        switch (act.what()) {
            case "answer" -> pbx.act(id, "answer", board -> board.answer(act.by()));
            case "hold" -> pbx.act(id, "hold", board -> board.hold(act.by()));
            case "resume" -> pbx.act(id, "resume", board -> board.resume(act.by()));
            case "hangup" -> pbx.act(id, "hang up", board -> board.hangUp(act.by()));
            case "transfer" -> pbx.transfer(id, act.by(), act.to(), false);
            case "give-up" -> pbx.giveUp(id);
            default -> throw new IllegalArgumentException(act.what());
        }
    }
}
