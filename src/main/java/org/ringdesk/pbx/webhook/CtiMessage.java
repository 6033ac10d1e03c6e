package org.ringdesk.pbx.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.Cause;
import org.ringdesk.calls.Direction;
import org.ringdesk.calls.Origin;
import org.ringdesk.pbx.EventKeys;
import org.ringdesk.pbx.SentFields;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/**
 * One message of the generic CTI (Zammad, <em>Admin documentation: Generic CTI</em>), which is sipgate.io's push API with
 * other names.
 *
 * @param direction null where an answer or a hang-up does not tell it
 * @param users whose telephones ring, or who dials
 * @param answeringNumber where the call was answered, or empty
 */
record CtiMessage(
        Event event,
        String callId,
        @Nullable Direction direction,
        String from,
        String to,
        List<String> users,
        String queue,
        String cause,
        String answeringNumber) {

    enum Event {
        newCall,
        answer,
        hangup
    }

    private static final Pattern EXTENSION = Pattern.compile("[0-9]++");
    private static final int MOST_USERS = 50;

    /** All of them together, in characters. */
    private static final int LONGEST_USERS = 5_000;

    /** @throws Refused 422 for what is no event, no direction or no call */
    static CtiMessage of(SentFields sent) {
        Event event = event(sent.text("event"));
        return new CtiMessage(
                event,
                callId(sent.text("callId", "call_id")),
                direction(sent.text("direction"), event),
                sent.text("from"),
                sent.text("to"),
                users(sent.texts("user", "user[]")),
                sent.text("queue"),
                sent.text("cause"),
                sent.text("answeringNumber", "answering_number"));
    }

    private static Event event(String name) {
        return Arrays.stream(Event.values())
                .filter(event -> event.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> wrong("pbx.cti.event", Arrays.toString(Event.values())));
    }

    private static String callId(String id) {
        if (id.isEmpty() || id.length() > Origin.LONGEST_KEY || id.indexOf('\0') >= 0) {
            throw wrong("pbx.cti.call-id", Origin.LONGEST_KEY);
        }
        return id;
    }

    private static @Nullable Direction direction(String direction, Event event) {
        return switch (direction) {
            case "in" -> Direction.INBOUND;
            case "out" -> Direction.OUTBOUND;
            default -> {
                if (event == Event.newCall || !direction.isEmpty()) {
                    throw wrong("pbx.cti.direction");
                }
                yield null;
            }
        };
    }

    private static List<String> users(List<String> sent) {
        if (sent.stream().mapToInt(String::length).sum() > LONGEST_USERS) {
            throw wrong("pbx.cti.users", MOST_USERS);
        }
        List<String> users = sent.stream()
                .flatMap(CtiMessage::each)
                .distinct()
                .limit(MOST_USERS + 1L)
                .toList();
        if (users.size() > MOST_USERS) {
            throw wrong("pbx.cti.users", MOST_USERS);
        }
        return users;
    }

    /** Some bridges send extensions in one text, with commas; names have commas of their own. */
    private static Stream<String> each(String user) {
        List<String> parts = Stream.of(user.split(",", -1)).map(String::strip).toList();
        return parts.stream().allMatch(part -> EXTENSION.matcher(part).matches()) ? parts.stream() : Stream.of(user);
    }

    private static Refused wrong(String key, Object... facts) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, key, facts);
    }

    /** The same for the same message, delivered once more. */
    String digest() {
        return EventKeys.digest(List.of(
                event.name(),
                callId,
                String.valueOf(direction),
                from,
                to,
                String.join("\n", users),
                cause,
                answeringNumber));
    }

    /** Why it ended, in our words. */
    Cause ended() {
        return switch (cause) {
            case "normalClearing" -> Cause.NORMAL;
            case "busy" -> Cause.BUSY;
            case "cancel" -> Cause.CANCELLED;
            case "noAnswer" -> Cause.NO_ANSWER;
            case "congestion" -> Cause.FAILED;
            case "notFound" -> Cause.UNAVAILABLE;
            case "forwarded" -> Cause.FORWARDED;
            default -> Cause.UNKNOWN; // Bridges send causes of their own; none of them says more than that it ended.
        };
    }
}
