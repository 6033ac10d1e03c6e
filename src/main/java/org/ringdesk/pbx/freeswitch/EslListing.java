package org.ringdesk.pbx.freeswitch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringdesk.pbx.Room;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * The answer to which channels there are: first their ids, then what each of them is like. Events that come meanwhile wait,
 * for what is asked later is known already when they are looked at.
 */
final class EslListing {
    static final String LIST = "api show channels as json";
    private static final String DUMP = "api uuid_dump ";
    private static final String AS_JSON = " json";

    /** More are not asked for one by one; their next event tells of them. */
    private static final int MOST = 5_000;

    /** More questions at once might fill the buffers of both sides, so that each waits for the other to read. */
    private static final int AT_ONCE = 50;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final Set<String> COLUMNS = Set.of("uuid");
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Channels that were known when it was asked. */
    private final Set<String> before;

    /** Whether all channels are to be looked at, not only those that were not known. */
    private final boolean all;

    /** How much the clock of the PBX is. */
    private final Duration behind;

    private final String variable;
    private final Room room;
    private int kept;
    private final Set<String> ids = new LinkedHashSet<>();
    private final Deque<String> toAsk = new ArrayDeque<>();
    private final List<EslEvent> channels = new ArrayList<>();
    private final List<EslEvent> waiting = new ArrayList<>();
    private int missing = 1;

    /** Whether it was answered at all; without the list nobody knows what is over. */
    private boolean answered;

    /**
     * @param variable of a channel that holds what the caller keyed
     * @param room for what is listed and what waits; what there is no room for is not looked at, or does not wait
     */
    EslListing(Set<String> before, boolean all, Duration behind, String variable, Room room) {
        this.variable = variable;
        this.room = room;
        this.before = Set.copyOf(before);
        this.all = all;
        this.behind = behind;
    }

    /**
     * Takes an answer in.
     *
     * @return what is to be asked next
     */
    List<String> take(EslLink.Answer answer) {
        if (answer.command().equals(LIST)) {
            missing--;
            answered = EslRows.json(answer.message().body(), COLUMNS, row -> listed(row.getOrDefault("uuid", "")));
            ids.stream()
                    .filter(id -> ID.matcher(id).matches() && (all || !before.contains(id)))
                    .limit(MOST)
                    .forEach(toAsk::add);
            return next(AT_ONCE);
        }
        if (answer.command().startsWith(DUMP)) {
            missing--;
            byte[] dump = answer.message().body();
            JsonNode channel = dump.length > EslReader.LONGEST_EVENT ? MissingNode.getInstance() : read(dump);
            if (channel.isObject()) {
                look(EslEvent.json(channel).later(behind).used(variable));
            }
            return next(1);
        }
        return List.of();
    }

    private List<String> next(int most) {
        List<String> next = new ArrayList<>();
        while (next.size() < most && !toAsk.isEmpty()) {
            next.add(DUMP + toAsk.removeFirst() + AS_JSON);
            missing++;
        }
        return next;
    }

    private void listed(String id) {
        if (!id.isEmpty() && !ids.contains(id) && keep(2 * Room.of(id))) {
            ids.add(id);
        }
    }

    private void look(EslEvent channel) {
        if (keep(channel.weight())) {
            channels.add(channel);
        }
    }

    private static JsonNode read(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    private boolean keep(int bytes) {
        boolean taken = room.take(bytes);
        kept += taken ? bytes : 0;
        return taken;
    }

    /** It is over, whether it came to an end or not. */
    void close() {
        room.give(kept);
        kept = 0;
    }

    /** @return false where no more may wait */
    boolean wait(EslEvent event) {
        EslEvent used = event.used(variable);
        return keep(used.weight()) && waiting.add(used);
    }

    boolean complete() {
        return missing == 0;
    }

    boolean answered() {
        return answered;
    }

    List<EslEvent> channels() {
        return channels;
    }

    /** What came meanwhile, in its order. */
    List<EslEvent> waiting() {
        return waiting;
    }

    /** Channels that were known and are not there any more. */
    Set<String> gone() {
        Set<String> gone = new LinkedHashSet<>(before);
        gone.removeAll(ids);
        return gone;
    }
}
