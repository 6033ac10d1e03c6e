package org.ringdesk.pbx.simulated;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.CallId;
import org.ringdesk.pbx.simulated.SimulatedPbx.Placing;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The pretended phone system for programs. */
@RestController
@RequestMapping("/api/v1/simulator/calls")
class SimulatorApi {
    private final SimulatedPbx pbx;

    SimulatorApi(SimulatedPbx pbx) {
        this.pbx = pbx;
    }

    /** What a telephone does. */
    record Acting(
            @Nullable String by,
            @Nullable String to,
            @Nullable Boolean attended) {
        static Acting of(@Nullable Acting sent) {
            return Objects.requireNonNullElse(sent, new Acting(null, null, null));
        }

        String target() {
            return Objects.requireNonNullElse(to, "").strip();
        }
    }

    /** A call as programs read it. */
    record Shown(long id, String direction, String number, String dialled, String queue, boolean over, List<Leg> legs) {
        record Leg(String role, String party, String state) {}

        static Shown of(Numbered numbered) {
            PretendCall call = numbered.call();
            return new Shown(
                    numbered.id().value(),
                    lower(call.direction()),
                    call.number(),
                    call.dialled(),
                    call.queue(),
                    call.over(),
                    call.legs().stream()
                            .map(leg -> new Leg(lower(leg.role()), leg.party(), lower(leg.state())))
                            .toList());
        }

        private static String lower(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Shown place(@RequestBody Placing placing) {
        return Shown.of(pbx.place(placing));
    }

    @GetMapping("/{id}")
    Shown get(@PathVariable long id) {
        return Shown.of(pbx.get(new CallId(id)));
    }

    @PostMapping("/{id}/answer")
    Shown answer(@PathVariable long id, @RequestBody(required = false) @Nullable Acting acting) {
        return Shown.of(pbx.act(
                new CallId(id),
                "answer",
                board -> board.answer(Acting.of(acting).by())));
    }

    @PostMapping({"/{id}/hangup", "/{id}/decline"})
    Shown hangUp(@PathVariable long id, @RequestBody(required = false) @Nullable Acting acting) {
        return Shown.of(pbx.act(
                new CallId(id),
                "hang up",
                board -> board.hangUp(Acting.of(acting).by())));
    }

    @PostMapping("/{id}/hold")
    Shown hold(@PathVariable long id, @RequestBody(required = false) @Nullable Acting acting) {
        return Shown.of(pbx.act(
                new CallId(id), "hold", board -> board.hold(Acting.of(acting).by())));
    }

    @PostMapping("/{id}/resume")
    Shown resume(@PathVariable long id, @RequestBody(required = false) @Nullable Acting acting) {
        return Shown.of(pbx.act(
                new CallId(id),
                "resume",
                board -> board.resume(Acting.of(acting).by())));
    }

    @PostMapping("/{id}/transfer")
    Shown transfer(@PathVariable long id, @RequestBody(required = false) @Nullable Acting acting) {
        Acting sent = Acting.of(acting);
        boolean attended = Boolean.TRUE.equals(sent.attended());
        return Shown.of(pbx.transfer(new CallId(id), sent.by(), sent.target(), attended));
    }
}
