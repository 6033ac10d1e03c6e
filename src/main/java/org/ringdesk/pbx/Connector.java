package org.ringdesk.pbx;

import java.util.Map;
import java.util.Set;

/**
 * A kind of phone system that Ringdesk connects to by itself. Its bean opens connections; when, how often, on which node,
 * and what an administrator sees of them is the business of {@link Supervision}.
 *
 * <p>A feed of the kind has what it needs to connect as settings; a setting of the form {@link FeedKind.Setting.Form#SECRET}
 * is kept encrypted and handed to {@link #open} instead.
 */
public interface Connector extends FeedKind {
    @Override
    default Access access() {
        return Access.PASSWORD;
    }

    /** Settings that say to whom the secret goes. When one changes, the secret has to be typed anew. */
    default Set<String> addresses() {
        return Set.of("host", "port", "tls", "protocol", "domain", "user");
    }

    /** What a new feed of the kind has as settings. */
    default Map<String, String> defaults() {
        return Map.of();
    }

    /**
     * Connects and signs in, within five seconds. Called again and again, with pauses between, for as long as it fails.
     *
     * @param secret empty where none was set
     * @throws ConnectionFailed with what an administrator can do about it
     */
    Connection open(Feed feed, String secret) throws ConnectionFailed;
}
