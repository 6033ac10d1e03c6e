package org.ringdesk.pbx.asterisk;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.About;
import org.ringdesk.calls.Role;

/**
 * What it means that a channel is dialled. One that nobody dials belongs to a program: either it is the telephone of an
 * agent who clicked on a number, and rings though nobody calls, or a program rings it for a call that is there already.
 */
record AmiDialling(AmiChannels channels, Map<String, String> numbers, AmiFacts facts) {
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9*#]{3,}");

    /** {@code 16175559999@trunk}, {@code trunk/16175559999}, {@code g0/16175559999}. */
    private static final Pattern DIAL_STRING =
            Pattern.compile("(?:sip:)?(\\+?[0-9*#]{3,})@.*|[^/]+/(\\+?[0-9*#]{3,})(?:[/,].*)?");

    void dialled(@Nullable AmiChannel by, AmiChannel dest, String dialString) {
        if (isClick(by, dest)) {
            clicked(by, dest);
        } else if (dest.station.outside()) {
            outside(by, dest, dialString);
        } else {
            channels.callers(dest.call, dest.station.extension(), facts);
            facts.began(dest, Role.CALLED, dest.station.extension());
        }
        if (dest.ringing) {
            facts.rang(dest);
        }
    }

    private boolean isClick(@Nullable AmiChannel by, AmiChannel dest) {
        if (dest.station.outside()) {
            return false;
        }
        if (by == null) {
            return dest.call.keys.contains(dest.id);
        }
        return half(by).map(first -> first.originated && !first.up).orElse(false);
    }

    /** The half of a Local channel whose other half dials. */
    private Optional<AmiChannel> half(AmiChannel by) {
        return by.local() ? channels.otherHalf(by) : Optional.empty();
    }

    /** The number that will be dialled once the agent has answered is shown as that of the other side. */
    private void clicked(@Nullable AmiChannel by, AmiChannel dest) {
        String own = dest.station.extension();
        String ordered = Objects.requireNonNullElse(numbers.get(dest.id), "");
        String shown = by == null
                ? dest.connected
                : half(by).map(first -> first.connected).orElse("");
        String number = Stream.of(shown, dest.number)
                .filter(text -> ordered.isEmpty())
                .filter(text -> NUMBER.matcher(text).matches() && !text.equals(own))
                .findFirst()
                .orElse(ordered);
        if (Stations.extension(number)) {
            dest.exten = number;
            dest.call.inside(dest, number);
        } else {
            dest.call.goesOut(number, number);
        }
        facts.began(dest, Role.CALLER, own);
    }

    private void outside(@Nullable AmiChannel by, AmiChannel dest, String dialString) {
        String number = Stream.of(dest.number, inDialString(dialString), by == null ? "" : by.exten)
                .filter(text -> NUMBER.matcher(text).matches())
                .findFirst()
                .orElse(dest.number);
        String dialled = callerOf(dest.call).map(caller -> caller.exten).orElse(number);
        About before = dest.call.about();
        dest.call.goesOut(number, NUMBER.matcher(dialled).matches() ? dialled : number);
        channels.callers(dest.call, number, facts);
        facts.began(dest, Role.CALLED, number);
        if (!dest.call.about().equals(before)) {
            facts.told(dest.call);
        }
    }

    private static Optional<AmiChannel> callerOf(AmiCall call) {
        return List.copyOf(call.channels).stream()
                .filter(channel -> channel.incoming)
                .findFirst();
    }

    private static String inDialString(String text) {
        Matcher matcher = DIAL_STRING.matcher(text);
        if (!matcher.matches()) {
            return "";
        }
        return Objects.requireNonNullElse(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), "");
    }
}
