package org.ringdesk.pops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Role;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.Presence.Device;
import org.ringdesk.calls.Presence.Membership;
import org.ringdesk.calls.Presences;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What phone systems say of agents' telephones, on the agent's stream and for administrators. */
@RingdeskTest
class PresenceTest {
    private static final String SOURCE = "presence-test";
    private static final AtomicInteger EXTENSIONS = new AtomicInteger(76_000);

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Presences presences;

    @Autowired
    Telephones telephones;

    String extension = "";
    Account agent;

    @BeforeEach
    void hire() {
        extension = String.valueOf(EXTENSIONS.incrementAndGet());
        agent = accounts.account("presence" + extension, Role.AGENT, extension);
    }

    @AfterEach
    void forget() {
        presences.forget(SOURCE);
    }

    private void told(Device device, Membership... queues) {
        presences.tell(SOURCE, List.of(new Presence(extension, device, List.of(queues))));
    }

    private static Membership paused(String queue) {
        return new Membership(queue, true, "lunch");
    }

    @Test
    void anAgentHearsThatTheirTelephoneIsPausedOrOutOfReach() {
        told(Device.FREE, new Membership("helpdesk", false, ""));
        try (EventStream stream = EventStream.open(port, new Desk(port).signIn(agent.login(), TestAccounts.PASSWORD))) {
            EventStream.Event first = stream.next();
            assertThat(first.text("$.presence.queues[0].queue")).isEqualTo("helpdesk");

            told(Device.FREE, paused("helpdesk"));
            EventStream.Event pause = stream.next();
            assertThat(pause.name()).isEqualTo("presence");
            assertThat(pause.text("$.queues[0].reason")).isEqualTo("lunch");

            told(Device.BUSY, paused("helpdesk"));
            told(Device.UNREACHABLE, paused("helpdesk"));
            assertThat(stream.next().text("$.unreachable"))
                    .as("in use is not told")
                    .isEqualTo("true");

            presences.forget(SOURCE);
            EventStream.Event nothing = stream.next();
            assertThat(nothing.text("$.unreachable")).isEqualTo("false");
            assertThat(nothing.list("$.queues")).isEmpty();
        }
    }

    @Test
    void administratorsSeeWhoTalksIsPausedOrOutOfReach() {
        Desk boss = accounts.administrator(port);
        assertThat(row(boss).text()).contains("not known");

        told(Device.BUSY, paused("helpdesk"));
        assertThat(row(boss).text())
                .contains("helpdesk paused: lunch", "in use")
                .as("a telephone that is in use does not say that somebody talks")
                .doesNotContain("talks");

        Telephones.Line line = telephones.from("6175550142").rings(extension);
        assertThat(row(boss).text()).contains("rings:");
        line.answers(extension);
        assertThat(row(boss).text()).contains("talks with");
        line.ends();
        told(Device.UNREACHABLE);
        assertThat(row(boss).text()).contains("unreachable").doesNotContain("talks");
    }

    @Test
    void nothingIsSentAgainWhileNothingChanges() {
        Desk boss = accounts.administrator(port);
        String again = boss.get("/calls/agents").page().select("#agents-list").attr("hx-get");

        assertThat(boss.get(again).status()).isEqualTo(204);
        assertThat(boss.get("/calls/agents/list").status()).isEqualTo(200);
    }

    @Test
    void theListIsForAdministrators() {
        Desk desk = new Desk(port).signIn(agent.login(), TestAccounts.PASSWORD);

        assertThat(desk.get("/calls/agents").status()).isEqualTo(403);
    }

    @Test
    void anExtensionOfAnotherPhoneSystemIsKnownThere() {
        told(Device.FREE);
        presences.tell("presence-other", List.of(new Presence(extension, Device.UNREACHABLE, List.of())));

        assertThat(presences.of(List.of(extension)))
                .containsEntry(extension, new Presence(extension, Device.FREE, List.of()));
        assertThat(presences.bySource(List.of(extension))).containsKeys(SOURCE, "presence-other");
        presences.settle("presence-other", List.of());
        assertThat(presences.bySource(List.of(extension))).containsOnlyKeys(SOURCE);
    }

    private Element row(Desk boss) {
        return Optional.ofNullable(boss.get("/calls/agents").page().selectFirst("tr[data-agent=" + agent.login() + "]"))
                .orElseThrow();
    }
}
