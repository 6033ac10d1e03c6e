package org.ringdesk.pbx.asterisk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.Presence.Device;
import org.ringdesk.calls.Presence.Membership;
import org.ringdesk.pbx.Cleaned;
import org.ringdesk.pbx.Room;

/**
 * What one PBX says of its telephones: the states of their devices, and the queues that they are logged in to. Like {@link
 * AmiCalls} it knows nothing else. Not safe for several threads.
 */
final class AmiPresences {
    /** Not {@code Queue:helpdesk_pause_PJSIP/201}. */
    private static final Pattern TECHNOLOGY = Pattern.compile("[A-Za-z0-9]+");

    /** Room for a telephone, and for a device or queue of it, besides their names. */
    private static final int TELEPHONE = 300;

    private static final int ENTRY = 240;

    private static final int LONGEST_REASON = 60;

    private final Stations stations;
    private final Room room;
    private final Map<String, Telephone> known = new HashMap<>();

    /** Counts what was asked for. What a list did not say again is over at its end. */
    private int round;

    AmiPresences(Stations stations, Room room) {
        this.stations = stations;
        this.room = room;
    }

    /** Something that was said, and in which round last. */
    private record Said<T>(T what, int round) {}

    /** An extension with its devices and queues, by their names. */
    private static final class Telephone {
        final Map<String, Said<Device>> devices = new LinkedHashMap<>();
        final Map<String, Said<Membership>> queues = new LinkedHashMap<>();

        Presence as(String extension) {
            List<Presence> each = devices.values().stream()
                    .map(device -> new Presence(extension, device.what(), List.of()))
                    .toList();
            List<Membership> all = queues.values().stream().map(Said::what).toList();
            return new Presence(extension, Presence.together(each).device(), all);
        }
    }

    /** The lists that were asked for come now: of queues and of devices. */
    void listing() {
        round++;
    }

    /** Everything, once both lists are through. */
    List<Presence> listed() {
        known.entrySet().removeIf(entry -> {
            Telephone telephone = entry.getValue();
            forgetUnsaid(telephone.devices);
            forgetUnsaid(telephone.queues);
            boolean gone = telephone.devices.isEmpty() && telephone.queues.isEmpty();
            if (gone) {
                room.give(TELEPHONE + Room.of(entry.getKey()));
            }
            return gone;
        });
        List<Presence> all = new ArrayList<>(known.size());
        known.forEach((extension, telephone) -> all.add(telephone.as(extension)));
        return all;
    }

    private <T> void forgetUnsaid(Map<String, Said<T>> said) {
        said.entrySet().removeIf(entry -> {
            boolean over = entry.getValue().round() != round;
            if (over) {
                room.give(ENTRY + Room.of(entry.getKey()));
            }
            return over;
        });
    }

    private <T> void put(Map<String, Said<T>> said, String name, T what) {
        if (said.containsKey(name) || room.take(ENTRY + Room.of(name))) {
            said.put(name, new Said<>(what, round));
        }
    }

    private <T> void remove(Map<String, Said<T>> said, String name) {
        if (said.remove(name) != null) {
            room.give(ENTRY + Room.of(name));
        }
    }

    /** What a message changes; mostly nothing. */
    Optional<Presence> take(AmiMessage message) {
        return switch (message.event()) {
            case "DeviceStateChange" -> device(message);
            case "QueueMember", "QueueMemberAdded", "QueueMemberPause" ->
                member(message, telephone -> put(telephone.queues, message.brief("Queue"), membership(message)));
            case "QueueMemberRemoved" -> member(message, telephone -> remove(telephone.queues, message.brief("Queue")));
            default -> Optional.empty();
        };
    }

    private Optional<Presence> device(AmiMessage message) {
        String device = message.brief("Device");
        return extension(device)
                .flatMap(extension -> change(
                        message, extension, telephone -> put(telephone.devices, device, state(message.text("State")))));
    }

    private static Membership membership(AmiMessage message) {
        return new Membership(
                message.brief("Queue"),
                message.is("Paused", "1"),
                Cleaned.text(message.text("PausedReason"), LONGEST_REASON));
    }

    /** A member may be reached by way of the dial plan ({@code Local/201@from-queue/n}), as FreePBX has it. */
    private Optional<Presence> member(AmiMessage message, Consumer<Telephone> what) {
        String called = message.brief(message.is("Event", "QueueMember") ? "Location" : "Interface");
        return extension(called)
                .or(() -> extension(message.brief("StateInterface")))
                .flatMap(extension -> change(message, extension, what));
    }

    /** What happens while the lists come holds as well as what they say. */
    private Optional<Presence> change(AmiMessage message, String extension, Consumer<Telephone> what) {
        Telephone telephone = known.get(extension);
        if (telephone == null) {
            if (!room.take(TELEPHONE + Room.of(extension))) {
                return Optional.empty();
            }
            telephone = new Telephone();
            known.put(extension, telephone);
        }
        Presence before = telephone.as(extension);
        what.accept(telephone);
        if (!message.text("ActionID").isEmpty()) {
            return Optional.empty();
        }
        Presence after = telephone.as(extension);
        return after.equals(before) ? Optional.empty() : Optional.of(after);
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
