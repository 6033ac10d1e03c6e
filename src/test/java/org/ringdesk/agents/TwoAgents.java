package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.ringdesk.Desk;
import org.ringdesk.Desk.Answer;
import org.ringdesk.TestAccounts;

/** Two agents at telephones of their own. What the owner has, the other asks for; so does a program with all scopes. */
record TwoAgents(int port, Agent owner, Agent other, String bearer) {
    /** Of a thing that there is not. */
    static final String NOTHING = "999999999";

    private static final AtomicInteger EXTENSIONS = new AtomicInteger(73_000);

    static TwoAgents hire(int port, TestAccounts accounts) {
        return new TwoAgents(port, Agent.hire(port, accounts), Agent.hire(port, accounts), accounts.bearer());
    }

    /** Somebody who is signed in. */
    record Agent(Account account, Desk desk) {
        private static Agent hire(int port, TestAccounts accounts) {
            String extension = String.valueOf(EXTENSIONS.incrementAndGet());
            Account account = accounts.account("owns" + extension, Role.AGENT, extension);
            return new Agent(account, new Desk(port).signIn(account.login(), TestAccounts.PASSWORD));
        }

        String extension() {
            return account.extension();
        }

        Answer get(String path) {
            return desk.get(path);
        }

        /** Whatever page the fields are from, the security token is this agent's own. */
        Answer post(String path, Map<String, String> fields) {
            Map<String, String> own = new HashMap<>(fields);
            own.remove("_csrf");
            return desk.post(path, desk.get("/account"), own);
        }
    }

    /** As a program. */
    Answer api(String method, String path, String body) {
        return new Desk(port).send(method, path, body, "Authorization", bearer, "Content-Type", "application/json");
    }

    /** The other is answered as if the thing were not there; {@code id} is what its path names it by. */
    void isNothingToTheOther(String path, String id, String none) {
        Answer refused = other.post(path, Map.of());
        assertThat(refused.status()).isIn(404, 409);
        assertThat(refused.status())
                .isEqualTo(other.post(path.replace(id, none), Map.of()).status());
    }
}
