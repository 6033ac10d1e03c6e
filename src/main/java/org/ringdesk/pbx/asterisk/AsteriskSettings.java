package org.ringdesk.pbx.asterisk;

import java.util.Map;
import org.ringdesk.pbx.Feed;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** What an administrator set of an Asterisk. */
record AsteriskSettings(Feed feed) {
    static final String HOST = "host";
    static final String PORT = "port";
    static final String TLS = "tls";
    static final String USER = "user";
    static final String SECRET = "secret";
    static final String LINES = "lines";
    static final String IGNORED = "ignored";
    static final String VARIABLE = "variable";
    static final String DIAL = "dial";
    static final String CONTROL = "control";
    static final String CHANNEL = "channel";
    static final String CONTEXT = "context";
    static final String OUTSIDE = "outside";

    static final Map<String, String> DEFAULTS = Map.of(
            HOST, "127.0.0.1",
            PORT, "5038",
            VARIABLE, "CTI_SR",
            CONTROL, "true",
            CHANNEL, "PJSIP/{extension}",
            CONTEXT, "from-internal");

    private static final int LARGEST_PORT = 65_535;

    /** @throws Refused 422 for what cannot work */
    static void check(Map<String, String> settings) {
        String port = settings.getOrDefault(PORT, "");
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > LARGEST_PORT) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.asterisk.port-wrong");
        }
        if (!settings.getOrDefault(HOST, "").matches("[\\p{L}0-9.:_\\-]{1,253}")) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.asterisk.host-wrong");
        }
        if (!settings.getOrDefault(VARIABLE, "X").matches("[A-Za-z][A-Za-z0-9_]{0,60}")) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.asterisk.variable-wrong");
        }
    }

    String host() {
        return feed.setting(HOST);
    }

    /** Zero where none is set. */
    int port() {
        String port = feed.setting(PORT);
        return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
    }

    boolean tls() {
        return feed.is(TLS);
    }

    String user() {
        return feed.setting(USER);
    }

    String lines() {
        return feed.setting(LINES);
    }

    String ignored() {
        return feed.setting(IGNORED);
    }

    String variable() {
        return or(VARIABLE);
    }

    boolean dials() {
        return feed.is(DIAL);
    }

    /** Whether agents may hang up and transfer. */
    boolean controls() {
        return feed.is(CONTROL);
    }

    /** The channel of the telephone at an extension. */
    String channel(String extension) {
        return or(CHANNEL).replace("{extension}", extension);
    }

    String context() {
        return or(CONTEXT);
    }

    /** What the dial plan wants for a number: that of the outside world has something before it. */
    String dialled(String number) {
        return Stations.extension(number) ? number : feed.setting(OUTSIDE) + number;
    }

    private String or(String setting) {
        String set = feed.setting(setting);
        return set.isEmpty() ? DEFAULTS.getOrDefault(setting, "") : set;
    }
}
