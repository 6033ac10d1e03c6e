package org.ringdesk.pbx.freeswitch;

import java.util.Map;
import org.ringdesk.pbx.Feed;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** What an administrator set of a FreeSWITCH. */
record FreeSwitchSettings(Feed feed) {
    static final String HOST = "host";
    static final String PORT = "port";
    static final String SECRET = "secret";
    static final String CLEAR = "clear";
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
            PORT, "8021",
            VARIABLE, "cti_sr",
            CONTROL, "true",
            CHANNEL, "user/{extension}",
            CONTEXT, "default");

    private static final int LARGEST_PORT = 65_535;

    /** @throws Refused 422 for what cannot work */
    static void check(Map<String, String> settings) {
        String port = settings.getOrDefault(PORT, "");
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > LARGEST_PORT) {
            throw wrong("port");
        }
        if (!settings.getOrDefault(HOST, "").matches("[\\p{L}0-9.:_\\-]{1,253}")) {
            throw wrong("host");
        }
        if (!settings.getOrDefault(VARIABLE, "x").matches("[A-Za-z][A-Za-z0-9_\\-]{0,60}")) {
            throw wrong("variable");
        }
        if (!settings.getOrDefault(CHANNEL, "user/{extension}").matches("[A-Za-z0-9/@.:_{}%\\-]{1,200}")) {
            throw wrong("channel");
        }
        if (!settings.getOrDefault(CONTEXT, "x").matches("[A-Za-z0-9.:_\\-]{1,100}")
                || !settings.getOrDefault(OUTSIDE, "").matches("[0-9*#+]{0,10}")) {
            throw wrong("context");
        }
    }

    private static Refused wrong(String what) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.freeswitch." + what + "-wrong");
    }

    String host() {
        return feed.setting(HOST);
    }

    /** Zero where none is set. */
    int port() {
        String port = feed.setting(PORT);
        return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
    }

    /** Whether the password may go to another computer, where whoever reads along on the way knows it. */
    boolean clear() {
        return feed.is(CLEAR);
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

    /** What rings the telephone at an extension. */
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
