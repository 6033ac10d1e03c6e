package org.ringdesk.pbx.phone;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ringdesk.pbx.SentFields;
import org.ringdesk.people.CallerField;
import org.ringdesk.people.Macro;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.SentText;
import org.springframework.http.HttpStatus;

/**
 * What a desk phone says when it opens its action URL.
 *
 * @param remote the other side's number, without scheme and host
 * @param display the other side's name, or empty
 * @param user whose telephone it is: extension or account
 * @param phone what tells this telephone from others
 * @param call the telephone's own key of the call, or empty
 */
record PhoneMessage(Event event, String remote, String display, String user, String phone, String call) {
    /** What telephones call what happened. */
    enum Event {
        INCOMING("incoming", "ringing"),
        OUTGOING("outgoing", "dialing"),
        ANSWERED("answered", "connected", "established"),
        ENDED("ended", "disconnected", "terminated"),
        MISSED("missed"),
        HOLD("hold"),
        RESUME("resume", "unhold");

        private final String names;

        Event(String... names) {
            this.names = ' ' + String.join(" ", names) + ' ';
        }

        static Event of(String name) {
            String asked = name.toLowerCase(Locale.ROOT);
            return Arrays.stream(values())
                    .filter(event -> event.names.contains(' ' + asked + ' '))
                    .findFirst()
                    .orElseThrow(() -> new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.phone.event", known()));
        }

        private static String known() {
            return Arrays.stream(values())
                    .map(event -> event.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
        }
    }

    private static final List<String> READ = List.of("remote", "local", "display", "call", "user", "mac");
    private static final Pattern TWICE = Pattern.compile("(?i)%(?:20|22|2B|3A|3B|3C|3E|40|25)");
    private static final Pattern NAMED = Pattern.compile("\\s*+\"?+([^\"<]*+)\"?+\\s*+<([^<>]*+)>.*");
    private static final Pattern SCHEME = Pattern.compile("(?i)^(?:sips?|tel):(?://)?");
    private static final int LONGEST = 120;

    /** @throws Refused 422 for an unknown event, a placeholder that was not filled in, or a telephone that says not whose it is */
    static PhoneMessage of(String name, SentFields sent) {
        Event event = Event.of(name);
        READ.forEach(field -> check(field, text(sent, field)));
        String remote = text(sent, "remote");
        Matcher named = NAMED.matcher(remote);
        boolean hasName = named.matches();
        String display = text(sent, "display");
        String user = address(text(sent, "user").isEmpty() ? text(sent, "local") : text(sent, "user"));
        String mac = text(sent, "mac").toLowerCase(Locale.ROOT).replaceAll("[^0-9a-f]", "");
        if (user.isEmpty()) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.phone.user");
        }
        return new PhoneMessage(
                event,
                address(remote),
                display.isEmpty() && hasName
                        ? Objects.requireNonNull(named.group(1)).strip()
                        : display,
                user,
                mac.isEmpty() ? user : mac + '/' + user,
                text(sent, "call", "call_id", "call-id", "callid"));
    }

    private static void check(String field, String value) {
        Optional<Macro> macro = Macro.in(field.equals("remote") ? CallerField.PHONE : CallerField.LAST_NAME, value);
        if (macro.isPresent()) {
            throw new Refused(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "pbx.phone.macro",
                    field + '=' + macro.get().written());
        }
    }

    /** Some telephones encode what is encoded already. */
    private static String text(SentFields sent, String... names) {
        String once = sent.text(names);
        String text = TWICE.matcher(once).find() ? SentText.decode(once.replace("+", "%2B")) : once;
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** The user part of a SIP or tel URI, with or without a name before it; anything else as it is. */
    private static String address(String text) {
        Matcher named = NAMED.matcher(text);
        String uri = named.matches() ? Objects.requireNonNull(named.group(2)) : text;
        String bare = SCHEME.matcher(uri.strip()).replaceFirst("");
        int end = bare.indexOf('@') >= 0 ? bare.indexOf('@') : bare.length();
        return bare.substring(0, end).replaceFirst("[;?].*", "").strip();
    }
}
