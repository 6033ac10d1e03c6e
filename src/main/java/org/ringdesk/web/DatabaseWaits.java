package org.ringdesk.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.CloseNowException;
import org.ringdesk.platform.DatabaseAway;
import org.ringdesk.platform.DatabaseSettings;
import org.ringdesk.platform.DatabaseState;
import org.ringdesk.platform.Waiting;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Around everything that a request does, its sign-in check included: gives it its share of waiting for the database, and
 * answers for it when the database was away or that share was spent.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class DatabaseWaits extends OncePerRequestFilter {
    private final DatabaseSettings settings;
    private final DatabaseState state;
    private final AwayAnswers answers;

    DatabaseWaits(DatabaseSettings settings, DatabaseState state, AwayAnswers answers) {
        this.settings = settings;
        this.state = state;
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Waiting.atMost(settings.patience(), () -> answered(request, response, chain));
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private boolean answered(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
            return true;
        } catch (ServletException | RuntimeException e) {
            if (!DatabaseAway.isCause(e) && !Waiting.isOver()) {
                throw e;
            }
            state.suspect();
        }
        if (response.isCommitted()) {
            // Half of an answer is out: whoever reads it has to see that it broke off.
            throw new CloseNowException("the database went away");
        }
        answers.write(request, response);
        return false;
    }
}
