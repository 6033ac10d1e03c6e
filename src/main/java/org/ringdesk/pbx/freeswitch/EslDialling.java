package org.ringdesk.pbx.freeswitch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Role;

/** What it means that a channel was dialled, or two of them were connected. */
record EslDialling(EslChannels channels, EslFacts facts) {

    /** The PBX dials a telephone or a number outside. */
    void dialled(EslChannel called) {
        if (called.originated && called.telephone()) {
            clicked(called);
            return;
        }
        EslCall call = called.call;
        if (called.line()) {
            String asDialled = caller(call).map(caller -> caller.dialled).orElse("");
            call.goesOut(called.dialled, asDialled.isEmpty() ? called.dialled : asDialled);
        }
        EslChannels.callers(call, facts);
        if (call.name.isEmpty() && call.direction != Direction.OUTBOUND) {
            call.name = called.callerName;
        }
        facts.began(called, Role.CALLED, called.line() ? called.dialled : called.station.extension());
    }

    private static Optional<EslChannel> caller(EslCall call) {
        return call.channels.stream()
                .filter(channel -> channel.incoming && channel.telephone())
                .findFirst();
    }

    /** A program lets the telephone ring, and dials the number that it shows there when it is answered. */
    private void clicked(EslChannel telephone) {
        String number = telephone.number.matches("0+") ? "" : telephone.number;
        if (Stations.extension(number)) {
            telephone.dialled = number;
            telephone.callerName = "";
            telephone.call.inside(telephone);
        } else {
            telephone.call.goesOut(number, number);
        }
        facts.began(telephone, Role.CALLER, telephone.station.extension());
    }

    /** Two channels hear each other from now on. */
    void connected(EslChannel one, EslChannel another) {
        boolean oneFetches = fetches(one, another);
        boolean otherFetches = !oneFetches && fetches(another, one);
        boolean two = one.call != another.call;
        EslChannel elder = one.call.before(another.call) ? one : another;
        channels.join(one.call, another.call, facts);
        if (two) {
            sentOn(elder, elder == one ? another : one);
        }
        talks(one, another, oneFetches);
        talks(another, one, otherFetches);
    }

    /**
     * A telephone that had dialled nobody and is connected with a caller has fetched the call: from a telephone that rings,
     * or from where it was parked.
     */
    private static boolean fetches(EslChannel telephone, EslChannel other) {
        return telephone.telephone()
                && telephone.incoming
                && !telephone.isLeg()
                && (other.call.told || (other.incoming && other.line()));
    }

    /** Whoever talked in the older of two calls that became one has transferred it. */
    private void sentOn(EslChannel caller, EslChannel to) {
        EslChannel before = caller.other;
        if (before != null && before != to && before.telephone() && before.answered()) {
            facts.transferred(before, to.isLeg() ? to.facts().party() : to.number);
        }
    }

    private void talks(EslChannel channel, EslChannel other, boolean fetches) {
        if (fetches) {
            EslChannels.fromOutside(other, facts);
            facts.began(channel, Role.CALLED, channel.station.extension());
        } else if (channel.originated && channel.is(Role.CALLER) && other.incoming && other.line()) {
            channel.become(Role.CALLED, channel.station.extension());
        }
        if (channel.is(Role.CALLED)) {
            facts.answered(channel, facts.at());
        }
        channel.other = other;
        channel.destinationThen = channel.destination;
    }

    /** A channel hears nobody any more; if it was sent elsewhere, whoever it talked with did so. */
    void parted(EslChannel channel) {
        EslChannel with = channel.other;
        boolean sent = !channel.destination.equals(channel.destinationThen);
        if (with != null && sent && with.telephone() && with.answered()) {
            facts.transferred(with, channel.destination);
            channel.destinationThen = channel.destination;
        }
    }

    /** What a list of all channels tells of one: that it rings, whom it talks with, since when. */
    void goesOn(EslChannel channel, EslEvent event) {
        if (channel.line()) {
            EslChannels.fromOutside(channel, facts);
        }
        if (List.of("RINGING", "EARLY").contains(event.text("Channel-Call-State"))) {
            facts.rang(
                    channel,
                    event.time(
                            "Caller-Channel-Progress-Time",
                            event.time("Caller-Channel-Progress-Media-Time", facts.at())));
        }
        if (event.text("Caller-Channel-Bridged-Time").matches("[1-9][0-9]*")) {
            channels.find(event.text("Other-Leg-Unique-ID"))
                    .ifPresent(other -> at(event.time("Caller-Channel-Bridged-Time", facts.at()), channel, other));
        }
        facts.held(channel, event.is("Channel-Call-State", "HELD"));
    }

    private void at(Instant since, EslChannel channel, EslChannel other) {
        if (channel.is(Role.CALLED)) {
            facts.answered(channel, since);
        }
        connected(channel, other);
    }
}
