package org.ringdesk.pbx;

import java.time.Instant;
import java.util.Map;

/**
 * Something that tells of calls.
 *
 * @param kind the {@link FeedKind#key}
 * @param name as the administrator calls it
 * @param enabled what it sends is refused while it is off
 * @param perSecond how many messages it may send a second in the long run, from each of the few places that it is known to send from
 * @param settings by the names that its kind declares
 */
public record Feed(
        FeedId id,
        String kind,
        String name,
        boolean enabled,
        int perSecond,
        Map<String, String> settings,
        Instant createdAt) {

    Feed switched(boolean on) {
        return new Feed(id, kind, name, on, perSecond, settings, createdAt);
    }

    public Feed with(Map<String, String> other) {
        return new Feed(id, kind, name, enabled, perSecond, other, createdAt);
    }

    /** What its events have as {@link org.ringdesk.calls.Origin#source}. */
    public String source() {
        return "feed-" + id;
    }

    /** Empty where it is not set. */
    public String setting(String setting) {
        return settings.getOrDefault(setting, "");
    }

    /** Whether a setting that is a box is ticked. */
    public boolean is(String setting) {
        return "true".equals(setting(setting));
    }
}
