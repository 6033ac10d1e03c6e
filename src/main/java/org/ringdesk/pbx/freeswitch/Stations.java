package org.ringdesk.pbx.freeswitch;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ringdesk.pbx.Wildcards;

/**
 * Tells telephones from lines by what FreeSWITCH says of a channel when it begins: who signed in to dial, which user was
 * dialled, which gateway and context it goes by. The number of the caller is no help, for the dial plan changes it.
 */
final class Stations {
    /** What is longer is a number of the outside world, as a user's name too. */
    private static final Pattern EXTENSION = Pattern.compile("[0-9*#]{2,6}");

    /** Contexts that calls from outside come in by, in the examples of FreeSWITCH and in FusionPBX. */
    private static final Pattern FROM_OUTSIDE = Pattern.compile("public.*|inbound.*|incoming.*|from-.*");

    private final Predicate<String> seated;
    private final Wildcards lines;
    private final Wildcards ignored;

    /**
     * @param seated whether an agent sits at an extension
     * @param lines gateways, profiles, contexts or users that are lines, one in each line of the text, {@code *} for anything
     * @param ignored those that are neither, written the same
     */
    Stations(Predicate<String> seated, String lines, String ignored) {
        this.seated = seated;
        this.lines = Wildcards.of(lines);
        this.ignored = Wildcards.of(ignored);
    }

    Station of(EslEvent event, boolean incoming) {
        if (any(lines, event)) {
            return Station.LINE;
        }
        return incoming ? dials(event) : isDialled(event);
    }

    boolean ignored(EslEvent event) {
        return any(ignored, event);
    }

    static boolean extension(String number) {
        return EXTENSION.matcher(number).matches();
    }

    /** Whose receiver was lifted. */
    private Station dials(EslEvent event) {
        String user = event.first("variable_user_name", "variable_sip_auth_username");
        String number = EslChannels.number(event);
        boolean outside = FROM_OUTSIDE
                .matcher(event.text("Caller-Context").toLowerCase(Locale.ROOT))
                .matches();
        if (user.isEmpty() && (outside || event.has("variable_sip_gateway"))) {
            return Station.LINE;
        }
        Station known = first(user, number);
        return known.outside() && !user.isEmpty() && !outside ? new Station(false, user) : known;
    }

    private Station isDialled(EslEvent event) {
        if (event.has("variable_sip_gateway_name") || event.has("variable_sip_gateway")) {
            return Station.LINE;
        }
        String user = event.variable("dialed_user");
        if (!user.isEmpty()) {
            return new Station(false, user);
        }
        String presence = event.text("Channel-Presence-ID");
        int at = presence.indexOf('@');
        return first(
                at < 0 ? presence : presence.substring(0, at),
                event.first("Caller-Callee-ID-Number", "Caller-Destination-Number"));
    }

    private Station first(String one, String other) {
        return Stream.of(one, other)
                .filter(name -> !name.isEmpty() && seated.test(name))
                .findFirst()
                .or(() -> Stream.of(one, other).filter(Stations::extension).findFirst())
                .map(extension -> new Station(false, extension))
                .orElse(Station.LINE);
    }

    private static boolean any(Wildcards names, EslEvent event) {
        return !names.isEmpty()
                && Stream.of(
                                "variable_sip_gateway_name",
                                "variable_sip_gateway",
                                "variable_sofia_profile_name",
                                "Caller-Context",
                                "variable_user_name",
                                "variable_dialed_user")
                        .map(event::text)
                        .anyMatch(names::fit);
    }
}
