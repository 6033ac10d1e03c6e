package org.ringdesk.pbx.sip;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.ringdesk.calls.About;
import org.ringdesk.pbx.Cleaned;

/** Reads who somebody is from an address (RFC 3261, section 19.1; RFC 3966) and the name beside it. */
final class SipIdentity {
    private static final Set<String> NO_NUMBER = Set.of("invalid", "unknown", "unavailable", "s");
    private static final String ANONYMOUS = "anonymous";

    private SipIdentity() {}

    /** @param display as it stands beside the address; may have backslashes of a quoted string */
    static DialogInfo.Party party(String uri, String display) {
        String bare = uri.indexOf('<') < 0 ? uri.strip() : SipText.address(uri);
        String user = user(bare);
        String lower = user.toLowerCase(Locale.ROOT);
        String name = SipText.unescaped(display).strip();
        boolean withheld = lower.equals(ANONYMOUS)
                || lower.equals("restricted")
                || bare.toLowerCase(Locale.ROOT).contains("@anonymous.invalid")
                || name.equalsIgnoreCase(ANONYMOUS);
        if (withheld) {
            return new DialogInfo.Party("", "", true);
        }
        String number = NO_NUMBER.contains(lower) ? "" : user;
        return new DialogInfo.Party(
                Cleaned.text(number, About.LONGEST),
                name.equals(number) ? "" : Cleaned.text(name, About.LONGEST),
                false);
    }

    private static String user(String uri) {
        int scheme = uri.indexOf(':');
        String rest = uri.substring(scheme + 1);
        int at = rest.lastIndexOf('@');
        boolean telephone = uri.regionMatches(true, 0, "tel:", 0, 4);
        if (at < 0 && !telephone) {
            return "";
        }
        String user = at < 0 ? rest : rest.substring(0, at);
        return decoded(user.split("[;:]", 2)[0]);
    }

    private static String decoded(String user) {
        try {
            return URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return user;
        }
    }
}
