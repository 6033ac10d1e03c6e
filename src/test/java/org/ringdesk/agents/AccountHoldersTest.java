package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.people.Editor;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.people.PersonId;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who has an account is renamed and switched off by administrators only, by whatever way, and never the last of them. */
@RingdeskTest
class AccountHoldersTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @Autowired
    Accounts accounts;

    @Autowired
    ApiTokens tokens;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    Account holder;
    Account second;
    List<@org.jspecify.annotations.Nullable Long> others = List.of();

    @BeforeEach
    void twoAdministrators() {
        holder = testAccounts.account("holder1", Role.ADMINISTRATOR, "");
        second = testAccounts.account("holder2", Role.ADMINISTRATOR, "");
        others = jdbc.sql("""
                update account set role = 'agent' where role = 'administrator' and id not in (:one, :two) returning id""")
                .param("one", holder.id().value())
                .param("two", second.id().value())
                .query(Long.class)
                .list();
    }

    @AfterEach
    void asBefore() {
        bothAgain();
        restore(others.toArray(Long[]::new));
    }

    private void bothAgain() {
        restore(holder.id().value(), second.id().value());
        jdbc.sql("update person set enabled = true where id in (:one, :two)")
                .param("one", holder.person().value())
                .param("two", second.person().value())
                .update();
    }

    private void restore(@org.jspecify.annotations.Nullable Long... ids) {
        jdbc.sql("update account set role = 'administrator', enabled = true where id = any(:ids)")
                .param("ids", ids)
                .update();
    }

    @Test
    void agentSwitchesNoAccountHolderOff() {
        Desk agent = testAccounts.agent(port);

        Desk.Answer answer = agent.post("/people/" + holder.person() + "/disable", agent.get("/account"), Map.of());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("Test holder1");
        assertThat(person().enabled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "user_name,renamed-by-agent",
        "email_address,agent@example.org",
        "first_name,Nobody",
        "last_name,Nobody",
        "display_name,Nobody"
    })
    void agentRenamesNoAccountHolder(String field, String value) {
        Desk agent = testAccounts.agent(port);
        Desk.Answer form = agent.get("/people/" + holder.person() + "/edit");
        Person before = person();

        Desk.Answer answer = agent.post("/people/" + holder.person(), form, typed(form, field, value));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.page().select("[name=" + field + "]").attr("value")).isEqualTo(value);
        assertThat(answer.body()).contains("only an administrator changes this");
        assertThat(person()).isEqualTo(before);
    }

    @Test
    void agentChangesAnAccountHoldersTelephone() {
        Desk agent = testAccounts.agent(port);
        Desk.Answer form = agent.get("/people/" + holder.person() + "/edit");

        Desk.Answer answer = agent.post("/people/" + holder.person(), form, typed(form, "phone", "617-555-0199"));

        assertThat(answer.status()).isEqualTo(303);
    }

    @Test
    void administratorRenamesAnAccountHolder() {
        Desk boss = new Desk(port).signIn("holder2", TestAccounts.PASSWORD);
        Desk.Answer form = boss.get("/people/" + holder.person() + "/edit");

        Desk.Answer answer = boss.post("/people/" + holder.person(), form, typed(form, "last_name", "Newname"));

        assertThat(answer.status()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({"enabled,false", "user_name,\"renamed\"", "email_address,\"x@example.org\"", "display_name,\"x\""})
    void tokenIsNoAdministrator(String field, String value) {
        Desk.Answer answer = api("PATCH", "/api/v1/people/" + holder.person(), "{\"" + field + "\":" + value + "}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("people.account.administrators", "\"field\":\"" + field + "\"");
        assertThat(person().enabled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"holder1, HOLDER1, 1", "dotted-hi1, DOTTED-Hİ1, 2"})
    void importByATokenRejectsTheLinesOfAccountHolders(String login, String written, int line)
            throws InterruptedException {
        testAccounts.account(login, Role.AGENT, "");
        String file =
                "user_name,display_name,enabled\n" + written + ",Nobody,false\nimported-" + line + ",Somebody,true\n";

        Desk.Answer started = new Desk(port)
                .send(
                        "POST",
                        "/api/v1/people/import",
                        file,
                        "Authorization",
                        testAccounts.bearer(),
                        "Content-Type",
                        "text/csv");
        String job = ended(started.header("Location"));

        Person after = people.find(testAccounts.person(login)).orElseThrow();
        assertThat(job).contains("\"created\":1", "\"rejected\":1", "Test " + login + " has an account");
        assertThat(after.enabled()).isTrue();
        assertThat(after.displayName()).isEqualTo("Test " + login);
    }

    @ParameterizedTest
    @CsvSource({"enabled,false", "email_address,\"x@example.org\"", "user_name,\"dotted-hi̇2\""})
    void holderWhoseNameIsWrittenWithADottedIIsGuardedToo(String field, String value) {
        Account dotted = testAccounts.account("dotted-hİ2", Role.AGENT, "");

        Desk.Answer answer = api("PATCH", "/api/v1/people/" + dotted.person(), "{\"" + field + "\":" + value + "}");

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void lastAdministratorIsSwitchedOffByNobody() {
        people.disable(second.person(), Editor.ADMINISTRATOR);

        Throwable refused = catchThrowable(() -> people.disable(holder.person(), Editor.ADMINISTRATOR));

        assertThat(refused).isInstanceOf(Refused.class).hasMessageContaining("last-administrator");
        assertThat(person().enabled()).isTrue();
    }

    @Test
    void twoAdministratorsWhoSwitchEachOtherOffAtOnceLeaveOne() throws Exception {
        for (int round = 0; round < 10; round++) {
            atOnce(
                    () -> people.disable(holder.person(), Editor.ADMINISTRATOR),
                    () -> people.disable(second.person(), Editor.ADMINISTRATOR));
            assertThat(administrators()).isEqualTo(1);
            bothAgain();
        }
    }

    @Test
    void demotionAndSwitchingOffAtOnceLeaveOne() throws Exception {
        for (int round = 0; round < 10; round++) {
            atOnce(() -> people.disable(holder.person(), Editor.ADMINISTRATOR), () -> {
                accounts.change(second.id(), new AccountChange(Role.AGENT, "", true, false), holder);
                return "";
            });
            assertThat(administrators()).isEqualTo(1);
            bothAgain();
        }
    }

    private long administrators() {
        return jdbc.sql("""
                select count(*) from account a join person p on p.id = a.person_id
                where a.role = 'administrator' and a.enabled and p.enabled""").query(Long.class).single();
    }

    private static void atOnce(Callable<?>... changes) throws Exception {
        var barrier = new CyclicBarrier(changes.length);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(
                    Arrays.stream(changes)
                            .map(change -> (Callable<Throwable>) () -> catchThrowable(() -> {
                                barrier.await();
                                change.call();
                            }))
                            .toList(),
                    20,
                    TimeUnit.SECONDS);
        }
    }

    private Person person() {
        return people.find(new PersonId(holder.person().value())).orElseThrow();
    }

    private static Map<String, String> typed(Desk.Answer form, String field, String value) {
        Map<String, String> typed = new HashMap<>();
        form.page().select("#person-form [name]").forEach(input -> typed.put(input.attr("name"), input.val()));
        typed.remove("_csrf");
        typed.remove("vip");
        typed.put(field, value);
        return typed;
    }

    private Desk.Answer api(String method, String path, String body) {
        String token = tokens.create("holders", EnumSet.of(Scope.PEOPLE_WRITE), null);
        return new Desk(port)
                .send(method, path, body, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    private String ended(String job) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            String body = new Desk(port)
                    .get(job, "Authorization", testAccounts.bearer())
                    .body();
            if (!body.contains("\"state\":\"running\"")) {
                return body;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the import does not end");
    }

    @Test
    void onlyWhoMaySwitchAnAccountHolderOffIsOfferedTo() {
        String path = "/people/" + holder.person();
        String without = "/people/" + testAccounts.person("without-account");
        Desk agent = testAccounts.agent(port);

        assertThat(agent.get(path).page().select("form[action$=/disable]")).isEmpty();
        assertThat(agent.get(path).page().text()).contains("Only an administrator");
        assertThat(agent.get(without).page().select("form[action$=/disable]")).hasSize(1);
        assertThat(new Desk(port)
                        .signIn("holder2", TestAccounts.PASSWORD)
                        .get(path)
                        .page()
                        .select("form[action$=/disable]"))
                .hasSize(1);
    }
}
