package org.ringdesk.pbx;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;

/**
 * One feed.
 *
 * @param feed as it is, or as it was typed where that was refused
 * @param perSecond as typed
 * @param lines what to paste at the phone system
 * @param access shown once after it was made; null otherwise
 * @param link the path of the kind's own page, or empty
 * @param connection how it is, null where it is none, or nobody holds it
 * @param trial what came of trying it just now; null otherwise
 * @param problem why it was not changed; null if nothing was refused
 */
public record PhoneSystemPage(
        Feed feed,
        FeedKind kind,
        String perSecond,
        Activity activity,
        List<FeedKind.Line> lines,
        Feeds.@Nullable Access access,
        String link,
        @Nullable ConnectionState connection,
        @Nullable ConnectionTrial trial,
        @Nullable Refused problem) {

    public boolean tokens() {
        return kind.access() == FeedKind.Access.TOKEN || kind.access() == FeedKind.Access.SIGNED;
    }

    /** Whether Ringdesk connects there by itself. */
    public boolean connects() {
        return kind.access() == FeedKind.Access.PASSWORD;
    }

    /** The start of the keys of the kind's texts. */
    public String texts() {
        return "pbx.kind." + kind.key();
    }
}
