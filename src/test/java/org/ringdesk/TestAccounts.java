package org.ringdesk;

import java.util.EnumSet;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Accounts;
import org.ringdesk.agents.ApiTokens;
import org.ringdesk.agents.Role;
import org.ringdesk.agents.Scope;
import org.ringdesk.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The accounts that tests sign in with; each is made when it is first asked for. */
@Component
public class TestAccounts {
    public static final String PASSWORD = "correct horse";
    public static final String AGENT = "agent1";
    public static final String ADMINISTRATOR = "boss1";
    public static final String END_USER = "enduser1";
    public static final String API_TOKEN = "test-token";

    private final Accounts accounts;
    private final ApiTokens tokens;
    private final JdbcClient jdbc;

    TestAccounts(Accounts accounts, ApiTokens tokens, JdbcClient jdbc) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.jdbc = jdbc;
    }

    /** A desk where {@code agent1} is signed in. */
    public Desk agent(int port) {
        account(AGENT, Role.AGENT, "211");
        return new Desk(port).signIn(AGENT, PASSWORD);
    }

    /** A desk where {@code boss1} is signed in. */
    public Desk administrator(int port) {
        account(ADMINISTRATOR, Role.ADMINISTRATOR, "");
        return new Desk(port).signIn(ADMINISTRATOR, PASSWORD);
    }

    /** A desk where {@code enduser1} is signed in. */
    public AccountId administratorId() {
        return account(ADMINISTRATOR, Role.ADMINISTRATOR, "").id();
    }

    public Desk endUser(int port) {
        account(END_USER, Role.END_USER, "");
        return new Desk(port).signIn(END_USER, PASSWORD);
    }

    /** The value of an API token with all scopes; use it as {@code "Authorization", bearer()}. */
    public String bearer() {
        tokens.put(API_TOKEN, "tests", EnumSet.allOf(Scope.class));
        return "Bearer " + API_TOKEN;
    }

    /** The account of that login, made with {@link #PASSWORD} if it is missing. */
    public synchronized Account account(String login, Role role, String extension) {
        return accounts.withLogin(login).orElseGet(() -> accounts.open(person(login), role, extension, PASSWORD));
    }

    /** The person of that user name, made if missing. */
    public PersonId person(String login) {
        long id = jdbc.sql("""
                insert into person (user_name, display_name) values (:login, :name)
                on conflict ((lower(user_name))) do update set user_name = excluded.user_name
                returning id""")
                .param("login", login)
                .param("name", "Test " + login)
                .query(Long.class)
                .single();
        return new PersonId(id);
    }
}
