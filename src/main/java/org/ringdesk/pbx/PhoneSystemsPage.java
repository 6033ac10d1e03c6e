package org.ringdesk.pbx;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;

/**
 * All feeds, and the form for a new one.
 *
 * @param kinds that a feed may be added of
 * @param name as typed for a new one
 * @param kind as chosen for it
 * @param problem why it was not added; null if nothing was refused
 */
public record PhoneSystemsPage(
        List<Row> rows,
        List<FeedKind> kinds,
        String name,
        String kind,
        @Nullable Refused problem) {
    /**
     * A feed and what was heard of it.
     *
     * @param connection null where there is none, or nobody holds it
     */
    public record Row(
            Feed feed, Activity activity, @Nullable ConnectionState connection, boolean connects) {}
}
