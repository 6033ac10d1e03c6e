package org.ringdesk.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One node at a time holds a connection. */
@RingdeskTest
class ConnectionLocksTest {
    @Autowired
    private DataSource dataSource;

    private final FeedId feed = new FeedId(ThreadLocalRandom.current().nextInt(1_000_000, Integer.MAX_VALUE));

    /** Two nodes. */
    private interface Nodes {
        void meet(ConnectionLocks one, ConnectionLocks other);
    }

    private void two(Nodes nodes) {
        var one = new ConnectionLocks(dataSource);
        var other = new ConnectionLocks(dataSource);
        nodes.meet(one, other);
        one.close();
        other.close();
    }

    @Test
    void whatOneNodeHoldsAnotherDoesNotGet() {
        two((one, other) -> {
            assertThat(one.take(feed)).isTrue();
            assertThat(other.take(feed)).isFalse();
        });
    }

    @Test
    void whatIsGivenBackAnotherNodeGets() {
        two((one, other) -> {
            one.take(feed);
            one.give(feed);
            assertThat(other.take(feed)).isTrue();
        });
    }

    @Test
    void whatANodeHeldThatIsGoneAnotherOneGets() {
        two((one, other) -> {
            one.take(feed);
            assertThat(one.holds(feed)).isTrue();
            one.close();
            assertThat(one.holds(feed)).isFalse();
            assertThat(other.take(feed)).isTrue();
        });
    }

    @Test
    void whatANodeHeldInASessionThatWasKilledItTakesAnew() {
        two((one, other) -> {
            one.take(feed);
            killSession();
            assertThat(one.holds(feed)).isTrue();
            one.check();
            one.check();
            assertThat(one.holds(feed)).isTrue();
            assertThat(other.take(feed)).isFalse();
        });
    }

    private void killSession() {
        JdbcClient.create(dataSource)
                .sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = :feed")
                .param("feed", feed.value())
                .query(Boolean.class)
                .list();
    }
}
