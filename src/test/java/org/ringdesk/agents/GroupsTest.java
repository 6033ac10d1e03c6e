package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What administrators do with groups. */
@RingdeskTest
class GroupsTest {
    private final String name = "Group " + UUID.randomUUID();
    private final String queue = "queue-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Groups groups;

    private Desk boss = new Desk(0);

    @BeforeEach
    void signIn() {
        boss = accounts.administrator(port);
    }

    @AfterEach
    void deleteAll() {
        groups.all().forEach(group -> groups.delete(group.id(), group.version()));
    }

    @Test
    void groupHasMembersAndQueues() {
        String path = add(name);
        Account agent = accounts.account("grouped", Role.AGENT, "");

        Desk.Answer saved = save(
                path,
                Map.of(
                        "name",
                        name,
                        "queues",
                        queue + "\n\n " + queue.toUpperCase(Locale.ROOT) + "\nother",
                        "members",
                        agent.id().toString()));

        assertThat(saved.location()).isEqualTo("/groups");
        Group group = groups.all().getFirst();
        assertThat(group.queues()).containsExactly("other", queue);
        assertThat(group.has(agent.id())).isTrue();
        assertThat(boss.get("/groups").page().select("[data-group]").text()).contains(name, "Test grouped", queue);
    }

    @Test
    void nameIsNeededAndOnce() {
        add(name);

        assertThat(boss.post("/groups", boss.get("/groups"), Map.of("name", "  "))
                        .status())
                .isEqualTo(422);
        Desk.Answer again = boss.post("/groups", boss.get("/groups"), Map.of("name", name.toUpperCase(Locale.ROOT)));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.page().select("[data-notice=refused]").text()).contains("already");
        assertThat(again.page().select("#name").val()).isEqualTo(name.toUpperCase(Locale.ROOT));
    }

    @Test
    void queueHasOneGroup() {
        save(add(name), Map.of("name", name, "queues", queue));
        String other = add(name + " 2");

        Desk.Answer refused = save(other, Map.of("name", name + " 2", "queues", queue.toUpperCase(Locale.ROOT)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("[data-notice=refused]").text()).contains(queue, name);
        assertThat(refused.page().select("#queues").val()).isEqualTo(queue.toUpperCase(Locale.ROOT));
    }

    @Test
    void secondOfTwoAdministratorsIsTold() {
        String path = add(name);
        Desk.Answer seen = boss.get(path);
        save(path, Map.of("name", name, "queues", queue));

        Desk.Answer refused = boss.post(path, seen, Map.of("name", name, "version", "0"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(groups.all().getFirst().queues()).containsExactly(queue);
    }

    @Test
    void deletedGroupIsGoneAndItsQueueFree() {
        String path = add(name);
        save(path, Map.of("name", name, "queues", queue));

        Desk.Answer deleted = boss.post(path + "/delete", boss.get(path), Map.of("version", "1"));

        assertThat(deleted.location()).isEqualTo("/groups");
        assertThat(boss.get(path).status()).isEqualTo(404);
        assertThat(save(add(name), Map.of("name", name, "queues", queue)).status())
                .isEqualTo(303);
    }

    @Test
    void agentsMayNotChangeThem() {
        assertThat(accounts.agent(port).get("/groups").status()).isEqualTo(403);
    }

    private String add(String wanted) {
        Desk.Answer added = boss.post("/groups", boss.get("/groups"), Map.of("name", wanted));
        assertThat(added.status()).isEqualTo(303);
        return added.location();
    }

    private Desk.Answer save(String path, Map<String, String> fields) {
        Desk.Answer page = boss.get(path);
        String version = Objects.requireNonNull(page.page().selectFirst("#edit [name=version]"))
                .val();
        var form = new HashMap<>(fields);
        form.put("version", version);
        return boss.post(path, page, form);
    }
}
