package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;

@RingdeskTest
class SeatsTest {
    @Autowired
    TestAccounts testAccounts;

    @Autowired
    Accounts accounts;

    @Autowired
    Seats seats;

    @Test
    void callsToEachOwnExtensionReachTheAgent() {
        Account agent = testAccounts.account("seat-own", Role.AGENT, "401, 402 *403");

        assertThat(seats.of(agent.id())).containsExactly("401", "402", "*403");
        assertThat(seats.at("402")).contains(agent.id());
        assertThat(seats.named("SEAT-OWN")).contains(agent.id());
        assertThat(agent.extension()).isEqualTo("401");
    }

    @Test
    void whoeverIsSignedOnHasTheCallsUntilTheySignOff() {
        Account owner = sharing("seat-owner", "411");
        Account guest = testAccounts.account("seat-guest", Role.AGENT, "412");

        seats.signOn(guest.id(), " 411 ");

        assertThat(seats.at("411")).contains(guest.id());
        assertThat(seats.of(guest.id())).containsExactly("411", "412");
        assertThat(seats.of(owner.id())).isEmpty();
        assertThat(accounts.get(guest.id()).extension()).isEqualTo("411");
        assertThat(accounts.get(owner.id()).extension()).isEmpty();

        seats.signOff(guest.id());

        assertThat(seats.at("411")).contains(owner.id());
        assertThat(accounts.get(guest.id()).extension()).isEqualTo("412");
    }

    @Test
    void somebodyElseWhoSignsOnTakesTheDeskOver() {
        Account early = testAccounts.account("seat-early", Role.AGENT, "");
        Account late = testAccounts.account("seat-late", Role.AGENT, "");
        seats.signOn(early.id(), "421");

        seats.signOn(late.id(), "421");

        assertThat(seats.at("421")).contains(late.id());
        assertThat(seats.of(early.id())).isEmpty();
    }

    @Test
    void nobodyMovesAllTheTime() {
        Account restless = testAccounts.account("seat-restless", Role.AGENT, "");
        for (int i = 0; i < 30; i++) {
            seats.signOn(restless.id(), i % 2 == 0 ? "441" : "442");
        }

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> seats.signOn(restless.id(), "441"))
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS));
        assertThat(seats.at("442")).contains(restless.id());
        Account other = testAccounts.account("seat-other", Role.AGENT, "");
        seats.signOn(other.id(), "443");
        assertThat(seats.at("443")).contains(other.id());
    }

    @Test
    void signingOnElsewhereGivesTheFormerDeskBack() {
        Account agent = testAccounts.account("seat-moving", Role.AGENT, "");
        seats.signOn(agent.id(), "431");

        seats.signOn(agent.id(), "432");

        assertThat(seats.at("431")).isEmpty();
        assertThat(seats.of(agent.id())).containsExactly("432");
    }

    @Test
    void ownersSendGuestsAwayBySigningOnToTheirOwn() {
        Account owner = sharing("seat-back", "441");
        Account guest = testAccounts.account("seat-away", Role.AGENT, "");
        seats.signOn(guest.id(), "441");

        seats.signOn(owner.id(), "441");

        assertThat(seats.at("441")).contains(owner.id());
        assertThat(seats.of(guest.id())).isEmpty();
    }

    @Test
    void disabledAgentsSitNowhereAndTheirDeskGoesBackToItsOwner() {
        Account boss = testAccounts.account(TestAccounts.ADMINISTRATOR, Role.ADMINISTRATOR, "");
        Account owner = sharing("seat-stays", "451");
        Account leaver = testAccounts.account("seat-leaver", Role.AGENT, "452");
        seats.signOn(leaver.id(), "451");

        accounts.change(leaver.id(), new AccountChange(Role.AGENT, "452", false, false), boss);

        assertThat(seats.at("452")).isEmpty();
        assertThat(seats.named("seat-leaver")).isEmpty();
        assertThat(seats.at("451")).contains(owner.id());
    }

    @Test
    void twoWhoSwapDesksAtOnceBothArrive() throws InterruptedException {
        Account one = testAccounts.account("seat-swap1", Role.AGENT, "");
        Account two = testAccounts.account("seat-swap2", Role.AGENT, "");
        for (int i = 0; i < 12; i++) {
            seats.signOn(one.id(), "461");
            seats.signOn(two.id(), "462");
            var together = new CountDownLatch(2);
            try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
                both.execute(() -> signOn(one, "462", together));
                both.execute(() -> signOn(two, "461", together));
            }
            assertThat(seats.at("461")).contains(two.id());
            assertThat(seats.at("462")).contains(one.id());
        }
    }

    @Test
    void whatIsNoExtensionIsRefused() {
        Account agent = testAccounts.account("seat-wrong", Role.AGENT, "");

        for (String wrong : new String[] {"", "abc", "2 01", "1".repeat(21), "<script>"}) {
            assertThatExceptionOfType(Refused.class).isThrownBy(() -> seats.signOn(agent.id(), wrong));
        }
    }

    @Test
    void extensionOfSomebodyIsTheirsWithoutLeave() {
        Account owner = testAccounts.account("seat-private", Role.AGENT, "468, 469");
        Account boss = testAccounts.account(TestAccounts.ADMINISTRATOR, Role.ADMINISTRATOR, "");
        Account guest = testAccounts.account("seat-nosy", Role.AGENT, "");

        for (String theirs : new String[] {"468", "469"}) {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> seats.signOn(guest.id(), theirs))
                    .withMessageContaining("agents.seat.owned");
        }
        assertThat(seats.at("468")).contains(owner.id());

        accounts.change(owner.id(), new AccountChange(Role.AGENT, "468, 469", true, true), boss);
        seats.signOn(guest.id(), "469");
        assertThat(seats.at("469")).contains(guest.id());
        accounts.change(owner.id(), new AccountChange(Role.AGENT, "468, 469", true, false), boss);
        assertThat(seats.at("469")).contains(owner.id());
    }

    @Test
    void outsideNumberIsNoDesk() {
        Account agent = testAccounts.account("seat-outside", Role.AGENT, "");

        for (String outside :
                new String[] {"00442079460000", "6175550142", "9", "*72", "+49", "1234567", "911", "112"}) {
            assertThatExceptionOfType(Refused.class).isThrownBy(() -> seats.signOn(agent.id(), outside));
        }
        assertThat(seats.of(agent.id())).isEmpty();
    }

    private Account sharing(String login, String extension) {
        Account boss = testAccounts.account(TestAccounts.ADMINISTRATOR, Role.ADMINISTRATOR, "");
        Account owner = testAccounts.account(login, Role.AGENT, extension);
        accounts.change(owner.id(), new AccountChange(Role.AGENT, extension, true, true), boss);
        return accounts.get(owner.id());
    }

    private void signOn(Account agent, String extension, CountDownLatch together) {
        together.countDown();
        try {
            together.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        seats.signOn(agent.id(), extension);
    }
}
