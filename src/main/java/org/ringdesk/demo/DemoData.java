package org.ringdesk.demo;

import java.util.EnumSet;
import java.util.List;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Accounts;
import org.ringdesk.agents.ApiTokens;
import org.ringdesk.agents.Groups;
import org.ringdesk.agents.Role;
import org.ringdesk.agents.Scope;
import org.ringdesk.people.People;
import org.ringdesk.platform.Facts;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Fills a new data directory once, all or nothing, before the first request. */
@Component
@Profile("demo")
class DemoData implements ApplicationRunner {
    private static final String PASSWORD = "demo";
    private static final String DONE = "demo.data";

    private final Facts facts;
    private final DemoPeople demoPeople;
    private final DemoRecords demoRecords;
    private final DemoAccounts accounts;
    private final Groups groups;
    private final TransactionTemplate transaction;

    DemoData(
            Facts facts,
            DemoPeople demoPeople,
            DemoRecords demoRecords,
            DemoAccounts accounts,
            Groups groups,
            TransactionTemplate transaction) {
        this.facts = facts;
        this.demoPeople = demoPeople;
        this.demoRecords = demoRecords;
        this.accounts = accounts;
        this.groups = groups;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (facts.find(DONE).isEmpty()) {
            transaction.executeWithoutResult(status -> fill());
        }
        accounts.token();
    }

    private void fill() {
        demoPeople.create();
        Account administrator = accounts.open("admin", Role.ADMINISTRATOR, "200");
        List<Account> agents = List.of(
                accounts.open("dana", Role.AGENT, "201"),
                accounts.open("omar", Role.AGENT, "202"),
                accounts.open("lena", Role.AGENT, "203"));
        accounts.open("uma", Role.END_USER, "");
        groups.create(
                "Service desk",
                List.of(DemoPhones.QUEUE),
                agents.stream().map(Account::id).toList());
        demoRecords.create(agents, administrator);
        facts.put(DONE, "1");
    }

    /** The demo's sign-ins and token. */
    @Component
    @Profile("demo")
    static class DemoAccounts {
        private final Accounts accounts;
        private final ApiTokens tokens;
        private final People people;

        DemoAccounts(Accounts accounts, ApiTokens tokens, People people) {
            this.accounts = accounts;
            this.tokens = tokens;
            this.people = people;
        }

        Account open(String login, Role role, String extension) {
            return accounts.open(people.withUserName(login).orElseThrow().id(), role, extension, PASSWORD);
        }

        void token() {
            tokens.put("demo", "Demo", EnumSet.allOf(Scope.class));
        }
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void greet(ApplicationReadyEvent ready) {
        String port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port", "8080");
        System.out.println("""

                Sign in as dana, omar or lena (agents), admin (administrator) or uma (end user); the password is demo.
                Then try:
                  http://localhost:%1$s/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&autoUserField_phone=6175550142
                  http://localhost:%1$s/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&autoUserField_phone=6175550100
                  http://localhost:%1$s/SREdit.jsp?id=57
                More of them: http://localhost:%1$s/demo. Stop with Ctrl+C.
                """.formatted(port));
    }
}
