package org.ringdesk.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.springframework.beans.factory.annotation.Autowired;

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
            int before = one.generation();
            one.close();
            assertThat(one.generation()).isNotEqualTo(before);
            assertThat(other.take(feed)).isTrue();
        });
    }
}
