package org.ringdesk.pbx.freeswitch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.Presence.Device;
import org.ringdesk.calls.Presence.Membership;
import tools.jackson.databind.JsonNode;

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

    /** Whether the registrations were ever listed; without that nobody knows who has none. */
    private boolean listed;

    /** Takes the answer to one of the questions in. Whether it is one is said. */
    boolean answered(EslLink.Answer answer) {
        switch (answer.command()) {
            case AGENTS -> {
                agents.clear();
                signIn.clear();
                table(answer.message().text()).forEach(this::agent);
            }
            case TIERS -> {
                tiers.clear();
                table(answer.message().text())
                        .forEach(row -> tiers.computeIfAbsent(
                                        extension(row.getOrDefault("agent", "")), any -> new LinkedHashSet<>())
                                .add(name(row.getOrDefault("queue", ""))));
            }
            case REGISTRATIONS -> registrations(EslListing.read(answer.message().text()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void agent(Map<String, String> row) {
        String extension = extension(row.getOrDefault("name", ""));
        agents.put(extension, row.getOrDefault("status", ""));
        if (row.getOrDefault("contact", "").contains("user/")) {
            signIn.add(extension);
        }
    }

    private void registrations(JsonNode list) {
        listed = list.has("row_count");
        registrations.values().forEach(Set::clear);
        list.path("rows")
                .forEach(row -> registered(row.path("reg_user").asString(""))
                        .add(row.path("token").asString("")));
    }

    private Set<String> registered(String extension) {
        return registrations.computeIfAbsent(extension, any -> new HashSet<>());
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
        agents.put(extension, status);
        return Optional.of(of(extension));
    }

    /** Somebody may have several telephones signed in. */
    private Optional<Presence> registration(EslEvent event) {
        String extension = event.first("from-user", "user", "username");
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        String call = event.text("call-id");
        if (event.is("Event-Subclass", REGISTERED)) {
            registered(extension).add(call);
        } else if (call.isEmpty()) {
            registered(extension).clear();
        } else {
            registered(extension).remove(call);
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

    /** Lines with {@code |} between their parts; the first one names the columns, a last one says that all went well. */
    private static List<Map<String, String>> table(String text) {
        List<String> lines = text.lines().filter(line -> line.contains("|")).toList();
        List<Map<String, String>> rows = new ArrayList<>();
        if (lines.isEmpty()) {
            return rows;
        }
        String[] columns = lines.getFirst().split("\\|", -1);
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split("\\|", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(columns.length, parts.length); i++) {
                row.put(columns[i].strip(), parts[i].strip());
            }
            rows.add(row);
        }
        return rows;
    }
}
