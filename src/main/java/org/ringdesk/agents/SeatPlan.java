package org.ringdesk.agents;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who sits where, and how events may name them; of agents whose account is enabled only. Never changes. */
final class SeatPlan {
    private final Map<String, AccountId> byExtension;
    private final Set<String> given;
    private final Map<AccountId, List<String>> extensions;
    private final Map<String, Set<AccountId>> byName = new HashMap<>();

    /** An agent as events may name them. */
    record Named(AccountId account, String login, String mail) {}

    /**
     * Where an agent sits.
     *
     * @param given whether an administrator gave somebody the extension, this agent or another one
     */
    record Taken(String extension, AccountId account, boolean given) {}

    /** @param taken an agent's main extension before the others */
    SeatPlan(List<Named> agents, List<Taken> taken) {
        byExtension = taken.stream().collect(Collectors.toUnmodifiableMap(Taken::extension, Taken::account));
        given = taken.stream().filter(Taken::given).map(Taken::extension).collect(Collectors.toUnmodifiableSet());
        extensions = taken.stream()
                .collect(Collectors.groupingBy(
                        Taken::account,
                        LinkedHashMap::new,
                        Collectors.mapping(Taken::extension, Collectors.toUnmodifiableList())));
        agents.forEach(this::name);
    }

    Optional<AccountId> at(String extension) {
        return Optional.ofNullable(byExtension.get(extension.strip()));
    }

    /** Whether an administrator gave somebody this extension, whoever sits there. */
    boolean isGiven(String extension) {
        return given.contains(extension);
    }

    List<String> of(AccountId account) {
        return extensions.getOrDefault(account, List.of());
    }

    /** Tried one after the other: extension, login as it is, login with a domain on one side only, mail address. */
    Optional<AccountId> named(String written) {
        String name = key(written);
        int domain = name.lastIndexOf('\\');
        return at(name).or(() -> only("login " + name))
                .or(() -> only(domain < 0 ? "in a domain " + name : "login " + name.substring(domain + 1)))
                .or(() -> only("mail " + name));
    }

    private void name(Named agent) {
        String login = key(agent.login());
        put("login " + login, agent);
        int domain = login.lastIndexOf('\\');
        if (domain >= 0) {
            put("in a domain " + login.substring(domain + 1), agent);
        }
        if (!agent.mail().isBlank()) {
            put("mail " + key(agent.mail()), agent);
        }
    }

    private void put(String name, Named agent) {
        byName.computeIfAbsent(name, unknown -> new HashSet<>()).add(agent.account());
    }

    /** Nobody where two could be meant: a call shown to the wrong agent is worse than one shown to none. */
    private Optional<AccountId> only(String name) {
        Set<AccountId> meant = byName.getOrDefault(name, Set.of());
        return meant.size() == 1 ? Optional.of(meant.iterator().next()) : Optional.empty();
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
