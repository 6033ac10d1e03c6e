package org.ringdesk.pbx.sip;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringdesk.pbx.Feed;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** What an administrator set of a phone system that is watched over SIP. */
record SipSettings(Feed feed) {
    static final String HOST = "host";
    static final String PORT = "port";
    static final String PROTOCOL = "protocol";
    static final String USER = "user";
    static final String SECRET = "secret";
    static final String DOMAIN = "domain";
    static final String EXTENSIONS = "extensions";

    static final Map<String, String> DEFAULTS = Map.of(HOST, "127.0.0.1", PROTOCOL, "UDP");

    /** More extensions are not watched over one connection. */
    static final int MOST_EXTENSIONS = 500;

    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9*#+._-]{1,40}");
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})\\s*[-–]\\s*([0-9]{1,9})");
    private static final int LARGEST_PORT = 65_535;

    /** @throws Refused 422 for what cannot work */
    static void check(Map<String, String> settings) {
        if (!settings.getOrDefault(HOST, "").matches("[\\p{L}0-9.:_\\-]{1,253}")) {
            throw wrong("host");
        }
        String port = settings.getOrDefault(PORT, "");
        if (!port.isEmpty() && !isPort(port)) {
            throw wrong("port");
        }
        if (Protocol.of(settings.getOrDefault(PROTOCOL, "")).isEmpty()) {
            throw wrong("protocol");
        }
        if (!settings.getOrDefault(USER, "").matches("[^\\s\\p{Cntrl}@<>\";:,?/]{1,100}")) {
            throw wrong("user");
        }
        if (!settings.getOrDefault(DOMAIN, "").matches("[\\p{L}0-9.:_\\-]{0,253}")) {
            throw wrong("domain");
        }
        Set<String> extensions = extensions(settings.getOrDefault(EXTENSIONS, ""));
        if (extensions.isEmpty() || extensions.size() > MOST_EXTENSIONS) {
            throw wrong("extensions", MOST_EXTENSIONS);
        }
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= LARGEST_PORT;
    }

    private static Refused wrong(String what, Object... facts) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.sip." + what + "-wrong", facts);
    }

    /**
     * Those in a list such as {@code 201, 202, 210-219}, without duplicates; both ends of a range have as many digits.
     *
     * @throws Refused 422 for what is no extension
     */
    static Set<String> extensions(String written) {
        var all = new LinkedHashSet<String>();
        for (String part : written.replaceAll("\\s+", " ")
                .replaceAll(" ?([-–]) ?(?=[0-9])", "$1")
                .split("[,;\\s]+", -1)) {
            Matcher range = RANGE.matcher(part);
            if (range.matches()) {
                all.addAll(between(range.group(1), range.group(2)));
            } else if (EXTENSION.matcher(part).matches()) {
                all.add(part);
            } else if (!part.isEmpty()) {
                throw wrong("extension", part.length() > 40 ? part.substring(0, 40) + '…' : part);
            }
        }
        return all;
    }

    private static List<String> between(String first, String last) {
        int from = Integer.parseInt(first);
        int to = Integer.parseInt(last);
        if (first.length() != last.length() || to < from || to - from >= MOST_EXTENSIONS) {
            throw wrong("extension", first + '-' + last);
        }
        var all = new ArrayList<String>();
        for (int i = from; i <= to; i++) {
            all.add(("%0" + first.length() + "d").formatted(i));
        }
        return all;
    }

    String host() {
        return feed.setting(HOST);
    }

    Protocol protocol() {
        return Protocol.of(feed.setting(PROTOCOL)).orElse(Protocol.UDP);
    }

    int port() {
        String port = feed.setting(PORT);
        return isPort(port) ? Integer.parseInt(port) : protocol().port;
    }

    String user() {
        return feed.setting(USER);
    }

    /** What stands behind the {@code @} of addresses. */
    String domain() {
        String set = feed.setting(DOMAIN);
        String domain = set.isEmpty() ? host() : set;
        return domain.indexOf(':') < 0 ? domain : '[' + domain + ']';
    }

    Set<String> extensions() {
        return extensions(feed.setting(EXTENSIONS));
    }

    String address(String user) {
        return "sip:" + user.replace("#", "%23") + '@' + domain();
    }

    String place() {
        return host() + ':' + port();
    }
}
