package org.ringdesk.agents;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a new password must be: long enough, and none of the first ones that anybody would try (NIST SP 800-63B, 3.1.1.2). */
final class PasswordRules {
    static final int SHORTEST = 10;
    static final int LONGEST = 200;

    private static final Set<String> TRIVIAL = Set.of(
            "password",
            "passwort",
            "passw",
            "pass",
            "secret",
            "letmein",
            "welcome",
            "admin",
            "administrator",
            "qwerty",
            "qwertyuiop",
            "asdfghjkl",
            "iloveyou",
            "ringdesk",
            "changeme",
            "helpdesk",
            "servicedesk",
            "abc",
            "demo");

    private PasswordRules() {}

    /**
     * @param knownOfOwner the login, name and address of whoever chooses it
     * @return the key of what is wrong, or null
     */
    static @Nullable String problem(String password, String again, String... knownOfOwner) {
        if (password.length() < SHORTEST) {
            return "agents.password.short";
        }
        if (password.length() > LONGEST) {
            return "agents.password.long";
        }
        if (isTrivial(password, knownOfOwner)) {
            return "agents.password.trivial";
        }
        return password.equals(again) ? null : "agents.password.differs";
    }

    private static boolean isTrivial(String password, String... knownOfOwner) {
        String lower = password.toLowerCase(Locale.ROOT);
        String letters = lower.replaceAll("[^\\p{L}]", "");
        return lower.chars().distinct().count() < 4
                || "01234567890123456789".contains(lower)
                || "98765432109876543210".contains(lower)
                || TRIVIAL.contains(letters)
                || Stream.of(knownOfOwner).anyMatch(known -> known.strip().equalsIgnoreCase(password));
    }
}
