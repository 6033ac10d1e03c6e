package org.ringdesk.pbx.asterisk;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ringdesk.pbx.Wildcards;

/**
 * Tells telephones from lines by the names of their channels. A channel is called {@code PJSIP/201-00000008}: technology,
 * endpoint, and a number that begins anew with every start of the PBX. The number of the caller is no help, for the dial
 * plan changes it.
 */
final class Stations {
    /** What is longer is a number of the outside world, as an endpoint's name too. */
    private static final Pattern EXTENSION = Pattern.compile("[0-9*#]{2,6}");

    /** Contexts that calls from outside come in by, in Asterisk's examples and in FreePBX. */
    private static final Pattern FROM_OUTSIDE = Pattern.compile(
            "from-(?:trunk|pstn|did|external|outside|digital|analog|zaptel|dahdi|sip-external).*|inbound.*|incoming.*|public");

    private static final int MOST_KNOWN = 5_000;

    /** Longer names of endpoints, with their technology, are read anew each time. */
    private static final int LONGEST_KNOWN = 60;

    /** So much of the heap those that are known take at most, in bytes. */
    static final int ROOM = MOST_KNOWN * 400;

    private final Predicate<String> seated;
    private final Wildcards lines;
    private final Wildcards ignored;
    private final Map<String, Station> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Station> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /**
     * @param seated whether an agent sits at an extension
     * @param lines names or contexts of endpoints that are lines, one in each line of the text, {@code *} for anything
     * @param ignored names or contexts of endpoints that are neither, written the same
     */
    Stations(Predicate<String> seated, String lines, String ignored) {
        this.seated = seated;
        this.lines = Wildcards.of(lines);
        this.ignored = Wildcards.of(ignored);
    }

    static String technology(String channel) {
        int slash = channel.indexOf('/');
        return slash < 0 ? channel : channel.substring(0, slash);
    }

    static String endpoint(String channel) {
        int slash = channel.indexOf('/');
        int dash = channel.lastIndexOf('-');
        return channel.substring(slash + 1, dash > slash ? dash : channel.length());
    }

    /**
     * @param context that the channel began in
     * @param number of the endpoint, as the channel had it when it began
     */
    Station learn(String channel, String context, String number) {
        String endpoint = endpoint(channel);
        Station station = read(endpoint, context, number);
        String key = technology(channel) + '/' + endpoint;
        if (key.length() + number.length() <= LONGEST_KNOWN) {
            known.put(key, station);
        }
        return station;
    }

    /** What was learnt of the endpoint when a channel of it began; else what can be told in the middle of a call. */
    Station known(String channel, String number) {
        Station learnt = known.get(technology(channel) + '/' + endpoint(channel));
        return learnt == null ? read(endpoint(channel), "", number) : learnt;
    }

    boolean ignored(String channel, String context) {
        return ignored.fit(endpoint(channel)) || ignored.fit(context);
    }

    private Station read(String endpoint, String context, String number) {
        if (lines.fit(endpoint) || lines.fit(context)) {
            return Station.LINE;
        }
        if (seated.test(endpoint)) {
            return new Station(false, endpoint);
        }
        if (FROM_OUTSIDE.matcher(context.toLowerCase(Locale.ROOT)).matches()) {
            return Station.LINE;
        }
        if (!number.isEmpty() && seated.test(number)) {
            return new Station(false, number);
        }
        return Stream.of(endpoint, number)
                .filter(Stations::extension)
                .findFirst()
                .map(extension -> new Station(false, extension))
                .orElse(Station.LINE);
    }

    static boolean extension(String number) {
        return EXTENSION.matcher(number).matches();
    }
}
