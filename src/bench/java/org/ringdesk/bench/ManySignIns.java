package org.ringdesk.bench;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.ArrayList;
import java.util.List;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Role;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.people.PersonId;
import org.ringdesk.web.Preferences;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signs all of a benchmark's agents in at once. They have no password: ten thousand of those take a quarter of an hour to
 * check, which is what they are for. Part of a server under test only.
 */
@RestController
@Profile("bench")
class ManySignIns {
    private final JdbcClient jdbc;
    private final SecurityContextRepository signIns;

    ManySignIns(JdbcClient jdbc, SecurityContextRepository signIns) {
        this.jdbc = jdbc;
        this.signIns = signIns;
    }

    /** The cookie of a sign-in a line, in the order of their logins. */
    @GetMapping("/bench/sign-ins")
    String signIns(HttpServletRequest request, HttpServletResponse response) {
        List<String> cookies = new ArrayList<>();
        for (Account account : accounts()) {
            var who = new SignedIn(account, "", Preferences.NONE);
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(
                    UsernamePasswordAuthenticationToken.authenticated(who, null, who.getAuthorities()));
            signIns.saveContext(context, new Untouched(request), new Collecting(response, cookies));
        }
        return String.join("\n", cookies);
    }

    private List<Account> accounts() {
        return jdbc.sql("""
                select a.id, a.person_id, p.user_name, p.display_name
                from account a join person p on p.id = a.person_id
                where p.user_name like 'bench-agent%'
                order by p.user_name""")
                .query((row, i) -> new Account(
                        new AccountId(row.getLong("id")),
                        new PersonId(row.getLong("person_id")),
                        row.getString("user_name"),
                        row.getString("display_name"),
                        Role.AGENT,
                        "",
                        true))
                .list();
    }

    /** Keeps who asks from being signed in as somebody else. */
    private static final class Untouched extends HttpServletRequestWrapper {
        Untouched(HttpServletRequest request) {
            super(request);
        }

        @Override
        public void setAttribute(String name, Object value) {
            // The sign-in is not this request's.
        }
    }

    private static final class Collecting extends HttpServletResponseWrapper {
        private final List<String> cookies;

        Collecting(HttpServletResponse response, List<String> cookies) {
            super(response);
            this.cookies = cookies;
        }

        @Override
        public void addHeader(String name, String value) {
            if (value.startsWith("RINGDESK_SIGN_IN=")) {
                cookies.add(value.substring(0, value.indexOf(';')));
            }
        }
    }
}
