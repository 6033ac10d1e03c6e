package org.ringdesk.pbx.freeswitch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final int MOST_WAITING = 20_000;

    /** More questions at once might fill the buffers of both sides, so that each waits for the other to read. */
    private static final int AT_ONCE = 50;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Channels that were known when it was asked. */
    private final Set<String> before;

    /** Whether all channels are to be looked at, not only those that were not known. */
    private final boolean all;

    /** How much the clock of the PBX is. */
    private final Duration behind;

    private final Set<String> ids = new LinkedHashSet<>();
    private final Deque<String> toAsk = new ArrayDeque<>();
    private final List<EslEvent> channels = new ArrayList<>();
    private final List<EslEvent> waiting = new ArrayList<>();
    private int missing = 1;

    /** Whether it was answered at all; without the list nobody knows what is over. */
    private boolean answered;

    EslListing(Set<String> before, boolean all, Duration behind) {
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
            answered = list(answer.message().text());
            ids.stream()
                    .filter(id -> ID.matcher(id).matches() && (all || !before.contains(id)))
                    .limit(MOST)
                    .forEach(id -> toAsk.add(DUMP + id + AS_JSON));
            return next(AT_ONCE);
        }
        if (answer.command().startsWith(DUMP)) {
            missing--;
            JsonNode channel = read(answer.message().text());
            if (channel.isObject()) {
                channels.add(EslEvent.json(channel).later(behind));
            }
            return next(1);
        }
        return List.of();
    }

    private List<String> next(int most) {
        List<String> next = new ArrayList<>();
        while (next.size() < most && !toAsk.isEmpty()) {
            next.add(toAsk.removeFirst());
            missing++;
        }
        return next;
    }

    private boolean list(String text) {
        JsonNode list = read(text);
        list.path("rows").forEach(row -> ids.add(row.path("uuid").asString("")));
        return list.has("row_count");
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    /** @return false where no more may wait */
    boolean wait(EslEvent event) {
        return waiting.size() < MOST_WAITING && waiting.add(event);
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
