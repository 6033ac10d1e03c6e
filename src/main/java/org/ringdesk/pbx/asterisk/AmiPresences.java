package org.ringdesk.pbx.asterisk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.Presence.Device;
import org.ringdesk.calls.Presence.Membership;

/**
 * What one PBX says of its telephones: the states of their devices, and the queues that they are logged in to. Like {@link
 * AmiCalls} it knows nothing else. Not safe for several threads.
 */
final class AmiPresences {
    private static final int MOST = 20_000;

    /** Not {@code Queue:helpdesk_pause_PJSIP/201}. */
    private static final Pattern TECHNOLOGY = Pattern.compile("[A-Za-z0-9]+");

    private final Stations stations;
    private Map<String, Telephone> known = new HashMap<>();

    /** What is being listed; null while nothing is. */
    private @Nullable Map<String, Telephone> listed;

    AmiPresences(Stations stations) {
        this.stations = stations;
    }

    /** An extension with its devices and queues, by their names. */
    private static final class Telephone {
        final Map<String, Device> devices = new LinkedHashMap<>();
        final Map<String, Membership> queues = new LinkedHashMap<>();

        Presence as(String extension) {
            List<Presence> each = devices.values().stream()
                    .map(device -> new Presence(extension, device, List.of()))
                    .toList();
            return new Presence(extension, Presence.together(each).device(), List.copyOf(queues.values()));
        }
    }

    /** The lists that were asked for come now: of queues and of devices. */
    void listing() {
        listed = new HashMap<>();
    }

    /** Everything, once both lists are through. */
    List<Presence> listed() {
        if (listed != null) {
            known = listed;
            listed = null;
        }
        List<Presence> all = new ArrayList<>(known.size());
        known.forEach((extension, telephone) -> all.add(telephone.as(extension)));
        return all;
    }

    /** What a message changes; mostly nothing. */
    Optional<Presence> take(AmiMessage message) {
        return switch (message.event()) {
            case "DeviceStateChange" -> device(message);
            case "QueueMember", "QueueMemberAdded", "QueueMemberPause" ->
                member(message, telephone -> telephone.queues.put(message.text("Queue"), membership(message)));
            case "QueueMemberRemoved" -> member(message, telephone -> telephone.queues.remove(message.text("Queue")));
            default -> Optional.empty();
        };
    }

    private Optional<Presence> device(AmiMessage message) {
        String device = message.text("Device");
        return extension(device)
                .flatMap(extension -> change(
                        message, extension, telephone -> telephone.devices.put(device, state(message.text("State")))));
    }

    private static Membership membership(AmiMessage message) {
        return new Membership(message.text("Queue"), message.is("Paused", "1"), message.text("PausedReason"));
    }

    /** A member may be reached by way of the dial plan ({@code Local/201@from-queue/n}), as FreePBX has it. */
    private Optional<Presence> member(AmiMessage message, Consumer<Telephone> what) {
        String called = message.text(message.is("Event", "QueueMember") ? "Location" : "Interface");
        return extension(called)
                .or(() -> extension(message.text("StateInterface")))
                .flatMap(extension -> change(message, extension, what));
    }

    /** What happens while the lists come holds as well as what they say. */
    private Optional<Presence> change(AmiMessage message, String extension, Consumer<Telephone> what) {
        boolean ofList = !message.text("ActionID").isEmpty();
        if (listed != null) {
            put(listed, extension, what);
        }
        if (ofList) {
            return Optional.empty();
        }
        Presence before = known.getOrDefault(extension, new Telephone()).as(extension);
        put(known, extension, what);
        Presence after = known.getOrDefault(extension, new Telephone()).as(extension);
        return after.equals(before) ? Optional.empty() : Optional.of(after);
    }

    private static void put(Map<String, Telephone> telephones, String extension, Consumer<Telephone> what) {
        if (telephones.size() < MOST || telephones.containsKey(extension)) {
            what.accept(telephones.computeIfAbsent(extension, any -> new Telephone()));
        }
    }

    /** Of a telephone; empty for a line and for what is no device. */
    private Optional<String> extension(String device) {
        String technology = Stations.technology(device);
        if (technology.equals(device) || !TECHNOLOGY.matcher(technology).matches()) {
            return Optional.empty();
        }
        if (technology.equals("Local")) {
            String number = device.substring(technology.length() + 1).replaceFirst("[@/].*", "");
            return Optional.of(number).filter(Stations::extension);
        }
        Station station = stations.known(device + "-0", "");
        return station.outside() ? Optional.empty() : Optional.of(station.extension());
    }

    private static Device state(String state) {
        return switch (state) {
            case "NOT_INUSE" -> Device.FREE;
            case "RINGING" -> Device.RINGING;
            case "INUSE", "BUSY", "RINGINUSE", "ONHOLD" -> Device.BUSY;
            case "UNAVAILABLE", "INVALID" -> Device.UNREACHABLE;
            default -> Device.UNKNOWN;
        };
    }
}
