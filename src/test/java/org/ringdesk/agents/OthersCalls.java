package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.function.Executable;
import org.ringdesk.Desk.Answer;
import org.ringdesk.TestAccounts;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.Presences;
import org.ringdesk.pops.Pop;
import org.ringdesk.pops.PopState;
import org.ringdesk.pops.Pops;
import org.ringdesk.records.SentForm;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A call that an agent talks in, its form, and what was written down of it, as others ask for them. */
final class OthersCalls {
    private static final String SIMULATOR = "/api/v1/simulator/calls";

    private final TwoAgents agents;
    private final Parts parts;

    OthersCalls(TwoAgents agents, Parts parts) {
        this.agents = agents;
        this.parts = parts;
    }

    /** What it looks at besides pages. */
    @Component
    record Parts(Calls calls, Pops pops, Presences presences, TestAccounts accounts, JsonMapper json) {}

    /** By the row of the table that each of them walks. */
    Map<String, Executable> walks() {
        return Map.of(
                "POST /calls/{id}/hang-up", this::hangUp,
                "POST /calls/{id}/transfer", this::transfer,
                "GET /calls/{id}/targets", this::targets,
                "GET /calls/{id:[0-9]{1,18}}", this::page,
                "GET /calls/{id}/form", this::form,
                "GET /api/v1/calls/{number}", this::program,
                "POST /live/pops/{id}/claim", () -> pop("claim", PopState.CLAIMED),
                "POST /live/pops/{id}/acknowledge", () -> pop("acknowledge", PopState.ACKNOWLEDGED),
                "POST /live/pops/{id}/notified", () -> pop("notified", PopState.NOTIFIED));
    }

    private void hangUp() {
        CallId call = answered();
        String path = "/calls/" + call + "/hang-up";

        assertThat(agents.other().post(path, Map.of()).status()).isEqualTo(403);
        assertThat(found(call).ended()).isFalse();
        assertThat(agents.owner().post(path, Map.of()).status()).isEqualTo(204);
        assertThat(found(call).ended()).isTrue();
    }

    private void transfer() {
        CallId call = answered();
        String path = "/calls/" + call + "/transfer";
        Map<String, String> to = Map.of("to", "73999");

        assertThat(agents.other().post(path, to).status()).isEqualTo(403);
        assertThat(found(call).legs().getFirst().transferredTo()).isEmpty();
        assertThat(agents.owner().post(path, to).status()).isEqualTo(204);
        assertThat(found(call).legs().getFirst().transferredTo()).isEqualTo("73999");
    }

    /** Colleagues are everybody's to see; which of them the call's phone system knows is not. */
    private void targets() {
        CallId call = answered();
        Account colleague = parts.accounts().account("owns73998", Role.AGENT, "73998");
        parts.presences()
                .tell(
                        found(call).legs().getFirst().source(),
                        List.of(new Presence(colleague.extension(), Presence.Device.UNREACHABLE, List.of())));
        String path = "/calls/%s/targets?q=" + colleague.extension();

        String others = agents.other().get(path.formatted(call)).body();
        assertThat(others)
                .isEqualTo(agents.other().get(path.formatted(TwoAgents.NOTHING)).body());
        assertThat(agents.owner().get(path.formatted(call)).body())
                .contains(colleague.displayName())
                .isNotEqualTo(others);
    }

    /** The log names records by number, and no more of them. */
    private void page() {
        CallId call = answered();
        String title = writtenDown(call);

        Answer page = agents.other().get("/calls/" + call);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain(title);
        String record = page.page().select("main a[href^=/records/]").attr("href");
        assertThat(agents.other().get(record).status()).isEqualTo(403);
        assertThat(agents.owner().get(record).body()).contains(title);
    }

    private void form() {
        CallId call = answered();
        String title = writtenDown(call);
        String path = "/calls/" + call + "/form";

        assertThat(agents.other().get(path).location()).startsWith("/records/new?o=");
        assertThat(agents.other().desk().open(path).body()).doesNotContain(title);
        assertThat(agents.owner().get(path).location()).matches("/records/\\d+\\?o=.*");
        assertThat(agents.owner().desk().open(path).body()).contains(title);
    }

    private void program() {
        CallId call = answered();
        String title = writtenDown(call);

        Answer answer = agents.api("GET", "/api/v1/calls/" + call, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(title);
        long record = parts.json().readTree(answer.body()).path("record").asLong();
        assertThat(agents.api("GET", "/api/v1/records/" + record, "").status()).isEqualTo(403);
    }

    private void pop(String action, PopState then) {
        CallId call = answered();
        Pop pop = popOf(call);
        String path = "/live/pops/" + pop.id() + "/" + action;

        agents.isNothingToTheOther(path, pop.id().toString(), TwoAgents.NOTHING);
        assertThat(popOf(call)).isEqualTo(pop);
        assertThat(agents.owner().post(path, Map.of()).status()).isIn(200, 204);
        assertThat(popOf(call).state()).isEqualTo(then);
    }

    private Pop popOf(CallId call) {
        return parts.pops().of(call).stream()
                .filter(pop -> pop.agent().equals(agents.owner().account().id()))
                .findFirst()
                .orElseThrow();
    }

    private Call found(CallId call) {
        return parts.calls().find(call).orElseThrow();
    }

    /** A call that the owner has answered. */
    CallId answered() {
        String from = "+1617555%04d".formatted(ThreadLocalRandom.current().nextInt(10_000));
        Answer placed = agents.api(
                "POST",
                SIMULATOR,
                "{\"from\": \"%s\", \"to\": \"%s\"}"
                        .formatted(from, agents.owner().extension()));
        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        var call = new CallId(parts.json().readTree(placed.body()).path("id").asLong());
        assertThat(agents.api("POST", SIMULATOR + "/" + call + "/answer", "").status())
                .isEqualTo(200);
        return call;
    }

    /** The title of the restricted record that the owner makes of the call. */
    private String writtenDown(CallId call) {
        String title = "Confidential " + UUID.randomUUID();
        Answer form = agents.owner().desk().open("/calls/" + call + "/form");
        Map<String, String> typed = SentForm.fields(
                form.page(), "#record-form", Map.of("title", title, "restricted", "true", "action", "save"));
        Answer saved = agents.owner().post("/records", typed);
        assertThat(saved.location()).matches("/records/\\d+");
        return title;
    }
}
