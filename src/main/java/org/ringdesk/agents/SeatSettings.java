package org.ringdesk.agents;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where agents may sit down.
 *
 * @param desks how an extension looks at which agents sign on by themselves, as a regular expression; own extensions, which
 *     administrators give, need not look so
 */
@ConfigurationProperties("ringdesk.seats")
record SeatSettings(@DefaultValue("[0-9]{2,6}") String desks) {
    SeatSettings {
        try {
            Pattern.compile(desks);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "The setting ringdesk.seats.desks is '%s', but has to be a regular expression such as [0-9]{2,6}."
                            .formatted(desks),
                    e);
        }
    }

    boolean isDesk(String extension) {
        return extension.matches(desks);
    }
}
