package org.ringdesk.pbx.freeswitch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.Presence.Device;
import org.ringdesk.calls.Presence.Membership;
import org.ringdesk.pbx.Room;

/**
 * What one PBX says of its telephones: which are signed in, and which of mod_callcenter's agents takes calls of which
 * queues. Like {@link EslCalls} it knows nothing else. Not safe for several threads.
 */
final class EslPresences {
    static final String REGISTERED = "sofia::register";
    static final String UNREGISTERED = "sofia::unregister";
    static final String EXPIRED = "sofia::expire";

    static final String AGENTS = "api callcenter_config agent list";
    static final String TIERS = "api callcenter_config tier list";
    static final String REGISTRATIONS = "api show registrations as json";

    private static final Set<String> COLUMNS = Set.of("reg_user", "token");

    /** Room for an entry, besides its texts. */
    private static final int ENTRY = 60;

    private static final String ON_BREAK = "On Break";
    private static final String LOGGED_OUT = "Logged Out";

    /** Status of each agent, in the words of mod_callcenter, by extension. */
    private final Map<String, String> agents = new HashMap<>();

    /** The queues that each extension is an agent of. */
    private final Map<String, Set<String>> tiers = new HashMap<>();

    /** Agents who are called by their telephone's being signed in, not at a number. */
    private final Set<String> signIn = new HashSet<>();

    /** The registrations of each extension that has, or had, some. */
    private final Map<String, Set<String>> registrations = new HashMap<>();

    private final Room room;

    /** Room that was taken. */
    private int kept;

    /** Whether the registrations were ever listed; without that nobody knows who has none. */
    private boolean listed;

    EslPresences(Room room) {
        this.room = room;
    }

    private boolean keep(String... texts) {
        int bytes = ENTRY + Room.of(texts);
        boolean taken = room.take(bytes);
        kept += taken ? bytes : 0;
        return taken;
    }

    private void drop(String... texts) {
        int bytes = Math.min(kept, ENTRY + Room.of(texts));
        room.give(bytes);
        kept -= bytes;
    }

    /** Nothing is heard of it any more. */
    void close() {
        room.give(kept);
        kept = 0;
    }

    /** Takes the answer to one of the questions in. Whether it is one is said. */
    boolean answered(EslLink.Answer answer) {
        switch (answer.command()) {
            case AGENTS -> {
                agents.forEach((extension, status) -> drop(extension, status));
                agents.clear();
                signIn.clear();
                EslRows.table(answer.message().body(), this::agent);
            }
            case TIERS -> {
                tiers.forEach((extension, queues) -> queues.forEach(queue -> drop(extension, queue)));
                tiers.clear();
                EslRows.table(answer.message().body(), this::tier);
            }
            case REGISTRATIONS -> registrations(answer.message().body());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void agent(Map<String, String> row) {
        String extension = extension(row.getOrDefault("name", ""));
        boolean known = put(extension, row.getOrDefault("status", ""));
        if (known && row.getOrDefault("contact", "").contains("user/")) {
            signIn.add(extension);
        }
    }

    private boolean put(String extension, String status) {
        String before = agents.get(extension);
        if (before != null) {
            drop(extension, before);
        }
        if (!keep(extension, status)) {
            agents.remove(extension);
            return false;
        }
        agents.put(extension, status);
        return true;
    }

    private void tier(Map<String, String> row) {
        String extension = extension(row.getOrDefault("agent", ""));
        String queue = name(row.getOrDefault("queue", ""));
        Set<String> queues = tiers.getOrDefault(extension, Set.of());
        if (!queues.contains(queue) && keep(extension, queue)) {
            tiers.computeIfAbsent(extension, any -> new LinkedHashSet<>()).add(queue);
        }
    }

    private void registrations(byte[] list) {
        registrations.forEach((extension, calls) -> calls.forEach(call -> drop(extension, call)));
        registrations.values().forEach(Set::clear);
        listed = EslRows.json(
                list, COLUMNS, row -> register(row.getOrDefault("reg_user", ""), row.getOrDefault("token", "")));
    }

    private void register(String extension, String call) {
        Set<String> calls = registered(extension);
        if (calls != null && !calls.contains(call) && keep(extension, call)) {
            calls.add(call);
        }
    }

    /** Those of the extension; null where there is no room for them. */
    private @Nullable Set<String> registered(String extension) {
        Set<String> known = registrations.get(extension);
        if (known == null && keep(extension)) {
            known = new HashSet<>();
            registrations.put(extension, known);
        }
        return known;
    }

    /** @param call empty for all */
    private void unregister(String extension, String call) {
        Set<String> calls = registered(extension);
        if (calls != null) {
            List<String> over = call.isEmpty() ? List.copyOf(calls) : List.of(call);
            over.stream().filter(calls::remove).forEach(one -> drop(extension, one));
        }
    }

    List<Presence> all() {
        Set<String> extensions = new LinkedHashSet<>(agents.keySet());
        extensions.addAll(registrations.keySet());
        return extensions.stream()
                .filter(extension -> !extension.isEmpty())
                .map(this::of)
                .toList();
    }

    /** What an event changes; mostly nothing. */
    Optional<Presence> take(EslEvent event) {
        if (!event.name().equals("CUSTOM")) {
            return Optional.empty();
        }
        return switch (event.text("Event-Subclass")) {
            case EslCalls.QUEUES ->
                event.is("CC-Action", "agent-status-change")
                        ? agent(extension(event.text("CC-Agent")), event.text("CC-Agent-Status"))
                        : Optional.empty();
            case REGISTERED, UNREGISTERED, EXPIRED -> registration(event);
            default -> Optional.empty();
        };
    }

    private Optional<Presence> agent(String extension, String status) {
        if (extension.isEmpty() || status.isEmpty()) {
            return Optional.empty();
        }
        return put(extension, status) ? Optional.of(of(extension)) : Optional.empty();
    }

    /** Somebody may have several telephones signed in. */
    private Optional<Presence> registration(EslEvent event) {
        String extension = event.first("from-user", "user", "username");
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        String call = event.text("call-id");
        if (event.is("Event-Subclass", REGISTERED)) {
            register(extension, call);
        } else {
            unregister(extension, call);
        }
        return Optional.of(of(extension));
    }

    private Presence of(String extension) {
        String status = agents.getOrDefault(extension, LOGGED_OUT);
        List<Membership> queues = status.equals(LOGGED_OUT)
                ? List.of()
                : tiers.getOrDefault(extension, Set.of()).stream()
                        .map(queue -> new Membership(queue, status.equals(ON_BREAK), ""))
                        .toList();
        return new Presence(extension, device(extension), queues);
    }

    /** One that never signed in need not be a telephone. */
    private Device device(String extension) {
        if (!registrations.getOrDefault(extension, Set.of()).isEmpty()) {
            return Device.REACHABLE;
        }
        return registrations.containsKey(extension) || (listed && signIn.contains(extension))
                ? Device.UNREACHABLE
                : Device.UNKNOWN;
    }

    /** {@code 201@pbx.example} is at 201. */
    private static String extension(String agent) {
        return agent.replaceFirst("@.*", "");
    }

    /** As calls have it: without the domain. */
    private static String name(String queue) {
        return queue.replaceFirst("@.*", "");
    }
}
