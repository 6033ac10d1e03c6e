package org.ringdesk.pbx;

import java.util.HexFormat;
import java.util.List;
import org.ringdesk.agents.Secrets;
import org.ringdesk.calls.Origin;

/** Keys for events and legs of sources that have none of their own, or have ones too long to keep. */
public final class EventKeys {
    private static final int DIGEST_BYTES = 16;

    private EventKeys() {}

    /** The same for the same parts, and for no others; 32 characters. */
    public static String digest(List<String> parts) {
        var text = new StringBuilder();
        parts.forEach(part -> text.append(part.length()).append(':').append(part));
        return HexFormat.of().formatHex(Secrets.hash(text.toString()), 0, DIGEST_BYTES);
    }

    /** {@code call/party} where that is short enough to be a leg's id, else its digest. */
    public static String leg(String call, String party) {
        String id = call + '/' + party;
        return id.length() <= Origin.LONGEST_KEY && id.indexOf('\0') < 0 ? id : digest(List.of(call, party));
    }
}
