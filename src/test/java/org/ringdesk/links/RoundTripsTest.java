package org.ringdesk.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.DemoTest;
import org.ringdesk.Desk;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How often the Phone Call page asks the database, counted by what the driver sends: each round trip ends in a Sync. */
@DemoTest
class RoundTripsTest {
    private static final Logger DRIVER = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    private final AtomicInteger syncs = new AtomicInteger();
    private final Handler counter = new Handler() {
        @Override
        public void publish(LogRecord message) {
            // Other servers of the tests, and what goes on in the background, ask on threads of their own.
            boolean ofRequest = Thread.currentThread().getName().startsWith("tomcat-handler");
            if (ofRequest && message.getMessage().contains("FE=> Sync")) {
                syncs.incrementAndGet();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        DRIVER.addHandler(counter);
        DRIVER.setUseParentHandlers(false);
        DRIVER.setLevel(Level.FINEST);
    }

    @AfterEach
    void listenNoLonger() {
        DRIVER.removeHandler(counter);
        DRIVER.setUseParentHandlers(true);
        DRIVER.setLevel(null);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "one person, phone=6175550142, 2",
        "nobody, phone=6175550999, 2",
        "several people, lastName=Smith, 2",
        "two fields, phone=6175550142&autoUserField_lastName=Smith, 2",
        "withheld, phone=anonymous, 1"
    })
    void phoneCallPageAsksTheDatabaseAtMostTwice(String who, String caller, int most) {
        Desk agent = accounts.agent(port);
        String link = "/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&autoUserField_" + caller;
        String page = agent.get(link).location();
        // Now and then a job in the background asks too, or what is kept in memory for seconds is read anew.
        int fewest = IntStream.range(0, 5)
                .map(i -> {
                    syncs.set(0);
                    assertThat(agent.get(page).pageName()).isEqualTo("phone-call");
                    return syncs.get();
                })
                .min()
                .orElseThrow();
        assertThat(fewest).isPositive().isLessThanOrEqualTo(most);
    }
}
