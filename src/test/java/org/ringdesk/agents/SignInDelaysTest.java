package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@RingdeskTest
class SignInDelaysTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    @Autowired
    JdbcClient jdbc;

    private final MovingClock clock = new MovingClock();
    private final SignInFailures failures;
    private final SignInDelays delays;

    SignInDelaysTest(@Autowired JdbcClient jdbc) {
        failures = new SignInFailures(jdbc, clock);
        delays = delays();
    }

    @BeforeEach
    void nobodyFailed() {
        jdbc.sql("delete from sign_in_failure").update();
    }

    @Test
    void threeTriesFromAnAddressAreFreeThenTheWaitDoublesUpToAQuarterOfAnHour() {
        fail("doro", "10.0.0.1", 2);
        assertThat(waiting("doro", "10.0.0.1")).isZero();

        fail("doro", "10.0.0.1", 1);
        assertThat(waiting("doro", "10.0.0.1")).hasSeconds(2);
        fail("doro", "10.0.0.1", 1);
        assertThat(waiting("doro", "10.0.0.1")).hasSeconds(4);
        fail("doro", "10.0.0.1", 12);
        assertThat(waiting("doro", "10.0.0.1")).hasMinutes(15);
        assertThat(waiting("doro", "10.0.0.2")).isZero();
    }

    @Test
    void waitEndsAndFailuresAreForgottenOneByOne() {
        fail("late", "10.0.0.1", 3);
        clock.pass(Duration.ofSeconds(2));
        assertThat(waiting("late", "10.0.0.1")).isZero();
        fail("late", "10.0.0.1", 1);
        assertThat(waiting("late", "10.0.0.1")).hasSeconds(4);

        clock.pass(Duration.ofHours(24));
        fail("late", "10.0.0.1", 1);

        assertThat(waiting("late", "10.0.0.1")).hasSeconds(2);
    }

    @Test
    void oneLoginTakesAGuessAMinuteFromAddressesThatFailedBefore() {
        for (int i = 1; i <= 19; i++) {
            fail("spread", "10.1.0." + i, 1);
        }
        assertThat(waiting("spread", "10.1.0.1")).isZero();

        fail("Spread ", "10.1.0.20", 1);
        assertThat(waiting("spread", "10.1.0.1")).hasSeconds(2);
        for (int i = 21; i <= 200; i++) {
            fail("spread", "10.1.0." + i, 1);
        }
        assertThat(waiting("spread", "10.1.0.1")).hasMinutes(1);
    }

    @Test
    void ownerInAFreshPlaceIsLetInWhileOthersGuessFromTwoHundredAddresses() {
        for (int round = 0; round < 5; round++) {
            for (int i = 1; i <= 200; i++) {
                SignInTry attempt = stranger("owner", "10.3.0." + i);
                if (delays.standing(attempt).delay().isZero()) {
                    delays.failed(delays.standing(attempt));
                }
            }
            clock.pass(Duration.ofMinutes(15));
        }

        assertThat(waiting("owner", "10.4.0.1")).isZero();
    }

    @Test
    void placesThatNeverFailedAreBoundedTooAndThenAMinuteIsTheLongestWait() {
        for (int i = 0; i < 600; i++) {
            fail("botnet", "10.5." + i / 250 + "." + i % 250, 1);
        }

        assertThat(waiting("botnet", "10.6.0.1")).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
        clock.pass(Duration.ofHours(1));
        assertThat(waiting("botnet", "10.6.0.1")).isZero();
    }

    @Test
    void browserInWhichTheOwnerSignedInBeforeIsNotDelayedByOthers() {
        fail("owned", "10.0.0.1", 600);

        SignInTry owner = new SignInTry("owned", "10.0.0.1", "device");
        assertThat(delays.standing(owner).delay()).isZero();

        fail(owner, 5);
        assertThat(delays.standing(owner).delay()).hasSeconds(2);
        fail(owner, 20);
        assertThat(delays.standing(owner).delay()).hasMinutes(15);
        assertThat(delays.standing(new SignInTry("owned", "10.0.0.1", "other")).delay())
                .isZero();
    }

    @Test
    void failuresInAKnownBrowserDelayNobodyElse() {
        fail(new SignInTry("thief", "10.0.0.9", "stolen"), 100);

        assertThat(waiting("thief", "10.0.0.9")).isZero();
        assertThat(waiting("anybody", "10.0.0.9")).isZero();
    }

    @Test
    void guessingAtManyLoginsFromOneAddressIsSlowed() {
        for (int i = 1; i <= 20; i++) {
            assertThat(waiting("sprayed" + i, "10.7.0.1")).isZero();
            fail("sprayed" + i, "10.7.0.1", 1);
        }

        assertThat(waiting("sprayed21", "10.7.0.1")).hasSeconds(2);
        for (int i = 21; i <= 60; i++) {
            fail("sprayed" + i, "10.7.0.1", 1);
        }
        assertThat(waiting("sprayed61", "10.7.0.1")).hasMinutes(1);
        assertThat(delays.standing(new SignInTry("colleague", "10.7.0.1", "device"))
                        .delay())
                .isZero();
        assertThat(waiting("sprayed61", "10.7.0.2")).isZero();
        clock.pass(Duration.ofHours(2));
        assertThat(waiting("sprayed61", "10.7.0.1")).isZero();
    }

    @Test
    void addressesOfOneIpv6NetworkAreOne() {
        for (int i = 1; i <= 20; i++) {
            fail("v6-" + i, "2001:db8:1:2:" + i + "::1%eth0", 1);
        }

        assertThat(waiting("v6", "2001:db8:1:2:ffff::9")).isPositive();
        assertThat(waiting("v6", "2001:db8:1:3::1")).isZero();
    }

    @Test
    void ownSuccessIsNoExcuseForGuessingAtOthers() {
        for (int i = 1; i <= 20; i++) {
            fail("others" + i, "10.8.0.1", 1);
            delays.succeeded(stranger("insider", "10.8.0.1"));
        }

        assertThat(waiting("others21", "10.8.0.1")).isPositive();
    }

    @Test
    void floodFromAnAddressThatHasToWaitIsRefusedWithoutAskingTheDatabase() {
        for (int i = 1; i <= 20; i++) {
            fail("flood" + i, "10.9.0.1", 1);
        }
        waiting("flood", "10.9.0.1");

        assertThat(delays.known(stranger("another", "10.9.0.1"))).hasSeconds(2);
        assertThat(delays.known(new SignInTry("another", "10.9.0.1", "device"))).isZero();
        assertThat(delays.known(stranger("another", "10.9.0.2"))).isZero();
        clock.pass(Duration.ofSeconds(3));
        assertThat(delays.known(stranger("another", "10.9.0.1"))).isZero();
    }

    @Test
    void successClearsTheFailures() {
        fail("lucky", "10.0.0.1", 5);

        delays.succeeded(stranger("lucky", "10.0.0.1"));

        assertThat(waiting("lucky", "10.0.0.1")).isZero();
    }

    @Test
    void whatIsKeptIsBounded() {
        for (int i = 1; i <= 30; i++) {
            fail("invented" + i, "10.10.0." + i, 1);
        }
        fail("guessed", "10.10.1.1", 12);

        failures.keep(10);

        assertThat(rows()).isEqualTo(10);
        assertThat(waiting("guessed", "10.10.1.1")).hasMinutes(15);
        clock.pass(Duration.ofDays(8));
        failures.keep(10);
        assertThat(rows()).isZero();
    }

    @Test
    void whatIsClearedAwayIsFoundByAnIndex() {
        assertThat(jdbc.sql("select indexdef from pg_indexes where tablename = 'sign_in_failure'")
                        .query(String.class)
                        .list())
                .anyMatch(index -> index.endsWith("(forgotten_at)"));
    }

    @Test
    void whoHasToWaitIsToldHowLongEvenWithTheRightPassword() {
        testAccounts.account("waiter", Role.AGENT, "");
        Desk desk = new Desk(port);
        for (int i = 0; i < 3; i++) {
            signIn(desk, "wrong " + i);
        }

        Desk.Answer answer = signIn(desk, TestAccounts.PASSWORD);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).matches("[12]");
        assertThat(answer.page().select("[role=alert]").text()).contains("second");
        assertThat(answer.page().select("#username").attr("value")).isEqualTo("waiter");
    }

    private Desk.Answer signIn(Desk desk, String password) {
        return desk.post("/login", desk.get("/login"), Map.of("username", "waiter", "password", password));
    }

    private void fail(String login, String address, int times) {
        fail(stranger(login, address), times);
    }

    private void fail(SignInTry attempt, int times) {
        for (int i = 0; i < times; i++) {
            delays.failed(delays.standing(attempt));
        }
    }

    private Duration waiting(String login, String address) {
        return delays.standing(stranger(login, address)).delay();
    }

    private long rows() {
        return jdbc.sql("select count(*) from sign_in_failure")
                .query(Long.class)
                .single();
    }

    private SignInDelays delays() {
        return new SignInDelays(failures, new SignInSettings(20), clock);
    }

    private static SignInTry stranger(String login, String address) {
        return new SignInTry(login, address, null);
    }

    private static final class MovingClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
