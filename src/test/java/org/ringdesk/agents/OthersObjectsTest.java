package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Of each row of the table whose path names something: whether that is everybody's who may call the row, and if not, that
 * somebody else who may call it gets nothing of it and changes nothing about it. {@link AccessTableTest} asks for things that
 * there are not. Rows of administrators are left out: they see everything.
 */
@RingdeskTest
class OthersObjectsTest {
    private static final String PEOPLE = "agents keep the people together";
    private static final String SIMULATOR = "pretended calls are everybody's who may pretend some";

    /** What is everybody's, and why. */
    private static final Map<String, String> SHARED = Map.ofEntries(
            Map.entry(
                    "POST /call-backs/{id:[0-9]{1,18}}", "whoever has time calls back; the version says who was first"),
            Map.entry("POST /people/{id:[0-9]{1,18}}", PEOPLE),
            Map.entry("GET /people/{id}/edit", PEOPLE),
            Map.entry("POST /people/{id}/disable", PEOPLE),
            Map.entry("POST /people/{id}/enable", PEOPLE),
            Map.entry("POST /people/{id}/choices/forget", "whom a number is taken for is learned from all agents"),
            Map.entry("POST /people/{id}/choices/remember", "whom a number is taken for is learned from all agents"),
            Map.entry("GET /api/v1/people/{id}", "the scope is for all people"),
            Map.entry("PATCH /api/v1/people/{id}", "the scope is for all people"),
            Map.entry("DELETE /api/v1/people/{id}", "the scope is for all people"),
            Map.entry("GET /api/v1/people/import/{id}", "it tells of people, whom the scope reads anyway"),
            Map.entry("GET /api/v1/simulator/calls/{id}", SIMULATOR),
            Map.entry("POST /api/v1/simulator/calls/{id}/answer", SIMULATOR),
            Map.entry("POST /api/v1/simulator/calls/{id}/decline", SIMULATOR),
            Map.entry("POST /api/v1/simulator/calls/{id}/hangup", SIMULATOR),
            Map.entry("POST /api/v1/simulator/calls/{id}/hold", SIMULATOR),
            Map.entry("POST /api/v1/simulator/calls/{id}/resume", SIMULATOR),
            Map.entry("POST /api/v1/simulator/calls/{id}/transfer", SIMULATOR));

    @LocalServerPort
    int port;

    @Autowired
    AccessTable table;

    @Autowired
    TestAccounts accounts;

    @Autowired
    OthersCalls.Parts calls;

    @Autowired
    OthersAddresses.Parts addresses;

    /** What belongs to somebody, by row. */
    private final Map<String, Executable> own = new TreeMap<>();

    @BeforeEach
    void hire() {
        TwoAgents agents = TwoAgents.hire(port, accounts);
        var ofCalls = new OthersCalls(agents, calls);
        own.putAll(ofCalls.walks());
        own.putAll(new OthersRecords(agents, ofCalls).walks());
        // Who comes by an invitation has a new password, and the sign-in before it is over.
        own.putAll(new OthersAddresses(TwoAgents.hire(port, accounts), addresses).walks());
    }

    @Test
    void everyRowThatNamesSomethingSaysWhoseThatIs() {
        Set<String> naming = new TreeSet<>();
        table.rows().stream()
                .filter(row -> row.path().getPatternString().contains("{"))
                .filter(row -> !Set.of("administrator", "nobody").contains(row.who()))
                .forEach(row -> naming.add(row.method() + " " + row.path()));
        Set<String> said = new TreeSet<>(SHARED.keySet());
        said.addAll(own.keySet());

        assertThat(said).isEqualTo(naming);
        assertThat(own).doesNotContainKeys(SHARED.keySet().toArray(String[]::new));
    }

    @TestFactory
    Stream<DynamicTest> whatIsSomebodysIsNobodyElses() {
        return own.entrySet().stream().map(walk -> DynamicTest.dynamicTest(walk.getKey(), walk.getValue()));
    }
}
