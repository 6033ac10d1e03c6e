package org.ringdesk.pbx.asterisk;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.Role;

/** Understands calls that began while nobody listened, by a list of all channels. */
record AmiListing(AmiChannels channels, AmiFacts facts) {
    /** What is of use of a channel in the list. */
    static final Set<String> FIELDS = Set.of(
            "Event",
            "Uniqueid",
            "Linkedid",
            "Channel",
            "ChannelStateDesc",
            "CallerIDNum",
            "CallerIDName",
            "ConnectedLineNum",
            "Context",
            "Exten",
            "Application",
            "ApplicationData",
            "Duration",
            "BridgeId");

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,5}):([0-5][0-9]):([0-5][0-9])");

    /** A channel that was dialled runs one of these, not the dial plan. */
    private static final String OUTGOING = "(Outgoing Line)";

    /** That a program dialled, not a channel. */
    private static final String BY_PROGRAM = "AppDial2";

    void take(List<AmiMessage> listed) {
        List<AmiMessage> unknown = channels.unknown(listed).values().stream()
                .sorted(Comparator.comparing(AmiListing::duration).reversed())
                .toList();
        unknown.stream().filter(message -> !wasDialled(message)).forEach(this::began);
        unknown.stream().filter(AmiListing::wasDialled).forEach(this::began);
        listed.forEach(this::goesOn);
    }

    private void began(AmiMessage message) {
        @Nullable AmiChannel channel = channels.fresh(message, "", facts.at().minus(duration(message)));
        if (channel == null || channel.local()) {
            return;
        }
        channel.connected = message.brief("ConnectedLineNum");
        if (wasDialled(message)) {
            dialled(channel, message);
        } else {
            channel.exten =
                    Stations.extension(channel.exten) || channel.exten.matches("\\+?[0-9]+") ? channel.exten : "";
            AmiChannels.comesIn(channel);
            AmiChannels.fromOutside(channel, facts);
            called(channel, message);
        }
    }

    private void called(AmiChannel channel, AmiMessage message) {
        String application = message.text("Application");
        if (application.equals("Queue")) {
            channel.call.queue = message.brief("ApplicationData").split(",", 2)[0];
            facts.told(channel.call);
        }
        boolean reached = application.equals("Queue")
                || application.equals("Dial")
                || !message.text("BridgeId").isEmpty();
        if (!channel.isLeg() && reached) {
            if (Stations.extension(channel.connected)) {
                channel.call.inside(channel, channel.connected);
            } else {
                channel.call.goesOut(channel.connected, channel.exten);
            }
            channels.callers(channel.call, channel.connected, facts);
        }
    }

    private void dialled(AmiChannel channel, AmiMessage message) {
        boolean click = message.is("Application", BY_PROGRAM) && channel.call.keys.contains(channel.id);
        if (channel.station.outside()) {
            channel.call.goesOut(channel.number, channel.number);
            facts.began(channel, Role.CALLED, channel.number);
        } else if (click) {
            channel.call.goesOut(channel.connected, channel.connected);
            facts.began(channel, Role.CALLER, channel.station.extension());
        } else {
            facts.began(channel, Role.CALLED, channel.station.extension());
        }
    }

    private void goesOn(AmiMessage message) {
        channels.see(message, "", facts).filter(AmiChannel::isLeg).ifPresent(channel -> {
            if (message.is("ChannelStateDesc", "Ringing")) {
                facts.rang(channel);
            } else if (channel.is(Role.CALLED) && message.is("ChannelStateDesc", "Up")) {
                facts.answered(channel);
            }
        });
    }

    private static boolean wasDialled(AmiMessage message) {
        return message.is("ApplicationData", OUTGOING);
    }

    private static Duration duration(AmiMessage message) {
        Matcher time = DURATION.matcher(message.text("Duration"));
        if (!time.matches()) {
            return Duration.ZERO;
        }
        return Duration.ofHours(part(time, 1)).plusMinutes(part(time, 2)).plusSeconds(part(time, 3));
    }

    private static long part(Matcher time, int group) {
        return Long.parseLong(Objects.requireNonNull(time.group(group)));
    }
}
