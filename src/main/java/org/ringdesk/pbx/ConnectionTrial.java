package org.ringdesk.pbx;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of trying to connect.
 *
 * @param version of the phone system, or empty
 * @param lacks keys of texts that say what the account may not do
 * @param problem key of the text that says why it did not work; empty where it did
 * @param facts that text is filled in with
 */
public record ConnectionTrial(String version, List<String> lacks, String problem, List<String> facts) {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionTrial.class);

    static ConnectionTrial of(Connector connector, Feed feed, String secret) {
        try (Connection connection = connector.open(feed, secret)) {
            return new ConnectionTrial(Cleaned.line(connection.version()), connection.lacks(), "", List.of());
        } catch (ConnectionFailed why) {
            return new ConnectionTrial("", List.of(), why.key(), why.facts());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.debug("phone system {} sent what could not be dealt with", feed.id(), e);
            return new ConnectionTrial("", List.of(), "pbx.connection.broken", List.of());
        }
    }

    public boolean worked() {
        return problem.isEmpty();
    }
}
