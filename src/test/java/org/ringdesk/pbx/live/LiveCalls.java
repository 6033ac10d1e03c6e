package org.ringdesk.pbx.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.jayway.jsonpath.JsonPath;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Role;
import org.ringdesk.pops.EventStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A real Asterisk with three telephones and a carrier, Ringdesk connected to it, and three agents who listen. A test says by
 * which kind of feed.
 */
@RingdeskTest
@Tag("pbx")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LiveCalls {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> EXTENSIONS = List.of("201", "202", "203");

    private static final String NAME = "A real phone system";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    final Map<String, SipTelephone> telephones = new LinkedHashMap<>();
    final Map<String, Desk> desks = new HashMap<>();
    private final Map<String, EventStream> streams = new HashMap<>();
    Desk boss = new Desk(0);
    private String page = "";
    private long before;
    int callers;
    private @Nullable SipTelephone carrier;
    private @Nullable RealAsterisk asterisk;

    /** Of the feed that Ringdesk hears by. */
    abstract String kind();

    /** What an administrator types into its form. */
    abstract Map<String, String> settings();

    @BeforeAll
    void connect() {
        String missing = RealAsterisk.missing();
        assumeTrue(missing.isEmpty(), missing);
        int trunk = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
        asterisk = new RealAsterisk(trunk).start();
        carrier = new SipTelephone("trunk", "127.0.0.2", trunk, pbx().sip());
        EXTENSIONS.forEach(extension -> {
            telephones.put(extension, new SipTelephone(extension, "127.0.0.1", 0, pbx().sip()).register());
            accounts.account("phone" + extension, Role.AGENT, extension);
            desks.put(extension, new Desk(port).signIn("phone" + extension, TestAccounts.PASSWORD));
        });
        boss = accounts.administrator(port);
        boss.post("/phone-systems", boss.get("/phone-systems"), Map.of("kind", kind(), "name", NAME));
        page = path(NAME);
        Map<String, String> form = new HashMap<>(Map.of("name", NAME, "test", "true"));
        settings().forEach((setting, value) -> form.put("setting." + setting, value));
        boss.post(page, boss.get(page), form);
        await("the connection").atMost(PATIENCE).until(this::connected);
    }

    boolean connected() {
        return !boss.get(page).page().select("[data-connection=connected]").isEmpty();
    }

    @AfterAll
    void disconnect() {
        if (asterisk != null) {
            asterisk.close();
            telephones.values().forEach(SipTelephone::close);
            carrier().close();
            boss.post(page + "/delete", boss.get(page), Map.of());
        }
    }

    @BeforeEach
    void listen() {
        telephones.values().forEach(SipTelephone::free);
        carrier().free();
        before = calls().stream().mapToLong(call -> id(call)).max().orElse(0);
        desks.forEach((extension, desk) -> {
            EventStream stream = EventStream.open(port, desk);
            assertThat(stream.next().name()).isEqualTo("calls");
            streams.put(extension, stream);
        });
    }

    @AfterEach
    void hangUp() {
        telephones.values().forEach(SipTelephone::hangUp);
        carrier().hangUp();
        streams.values().forEach(EventStream::close);
    }

    RealAsterisk pbx() {
        return Objects.requireNonNull(asterisk);
    }

    SipTelephone carrier() {
        return Objects.requireNonNull(carrier);
    }

    SipTelephone telephone(String extension) {
        return Objects.requireNonNull(telephones.get(extension));
    }

    /** Somebody new calls one of the numbers. */
    SipCall outsider(String number) {
        callers++;
        return carrier().call(number, "+16174560%03d".formatted(callers), "Jane Caller");
    }

    static void pause(double seconds) {
        SipTelephone.pause(Duration.ofMillis((long) (seconds * 1_000)));
    }

    /** Whether the last caller is to be called back. */
    boolean callBack() {
        return boss.get("/call-backs")
                .page()
                .select("td.mono")
                .text()
                .replaceAll("[^0-9]", "")
                .contains("6174560%03d".formatted(callers));
    }

    List<Map<String, Object>> calls() {
        Desk.Answer answer = boss.get("/api/v1/calls?limit=50", "Authorization", accounts.bearer());
        return JsonPath.read(answer.body(), "$.items[*]");
    }

    /** A field of the newest call. */
    String last(String field) {
        return String.valueOf(calls().getFirst().get(field));
    }

    private static long id(Map<String, Object> call) {
        return ((Number) Objects.requireNonNull(call.get("id"))).longValue();
    }

    /** The calls of this test once they are over, in short. */
    List<String> told() {
        await("calls to be over")
                .atMost(PATIENCE)
                .pollDelay(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    List<Map<String, Object>> own =
                            calls().stream().filter(call -> id(call) > before).toList();
                    assertThat(own)
                            .isNotEmpty()
                            .allSatisfy(call -> assertThat(call).containsEntry("state", "ended"));
                });
        return calls().stream()
                .filter(call -> id(call) > before)
                .map(LiveCalls::told)
                .sorted()
                .toList();
    }

    private static String told(Map<String, Object> call) {
        List<Map<String, Object>> legs = JsonPath.read(call, "$.legs");
        return call.get("direction") + " " + call.get("outcome")
                + legs.stream()
                        .sorted(Comparator.comparing(leg -> String.valueOf(leg.get("extension"))))
                        .map(leg -> ", " + leg.get("extension") + ' ' + leg.get("outcome"))
                        .collect(Collectors.joining());
    }

    EventStream stream(String extension) {
        return Objects.requireNonNull(streams.get(extension));
    }

    /** What an agent's stream said of calls since the test began. */
    List<String> heard(String extension) {
        return stream(extension).rest().stream()
                .map(EventStream.Event::name)
                .filter(name -> !name.equals("presence"))
                .toList();
    }

    String path(String name) {
        return Objects.requireNonNull(boss.get("/phone-systems")
                        .page()
                        .selectFirst("a[href^=/phone-systems/]:containsOwn(" + name + ")"))
                .attr("href");
    }
}
