package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.agents.SeatPlan.Named;
import org.ringdesk.agents.SeatPlan.Taken;

class SeatPlanTest {
    private static final SeatPlan PLAN = new SeatPlan(
            List.of(
                    named(1, "dana", "dana@example.org"),
                    named(2, "CORP\\omar", "desk@example.org"),
                    named(3, "SALES\\lena", "desk@example.org"),
                    named(4, "CORP\\lena", ""),
                    named(5, "CORP\\dana", "")),
            List.of(taken("201", 1), taken("202", 2), taken("301", 2)));

    @ParameterizedTest
    @CsvSource({
        "201, 1",
        "' 301 ', 2",
        "dana, 1",
        "DANA, 1",
        "corp\\dana, 5",
        "OTHER\\dana, 1",
        "omar, 2",
        "Corp\\Omar, 2",
        "sales\\lena, 3",
        "Dana@Example.org, 1"
    })
    void agentIsFoundByExtensionLoginOrMail(String name, long account) {
        assertThat(PLAN.named(name)).contains(new AccountId(account));
    }

    @ParameterizedTest
    @CsvSource({"lena", "desk@example.org", "OTHER\\omar", "209", "''", "' '", "\\", "dana@"})
    void nobodyIsFoundWhereTwoOrNobodyCouldBeMeant(String name) {
        assertThat(PLAN.named(name)).isEmpty();
    }

    @Test
    void extensionsOfAnAgentKeepTheirOrder() {
        assertThat(PLAN.of(new AccountId(2))).containsExactly("202", "301");
        assertThat(PLAN.of(new AccountId(3))).isEmpty();
    }

    private static Named named(long account, String login, String mail) {
        return new Named(new AccountId(account), login, mail);
    }

    private static Taken taken(String extension, long account) {
        return new Taken(extension, new AccountId(account), true);
    }
}
