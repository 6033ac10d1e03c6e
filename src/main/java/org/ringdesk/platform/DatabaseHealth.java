package org.ringdesk.platform;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** What readiness says of the database: what is known, at once, instead of asking it. */
@Component("databaseHealthIndicator")
class DatabaseHealth implements HealthIndicator {
    private final DatabaseState state;

    DatabaseHealth(DatabaseState state) {
        this.state = state;
    }

    @Override
    public Health health() {
        return state.isThere() ? Health.up().build() : Health.down().build();
    }
}
