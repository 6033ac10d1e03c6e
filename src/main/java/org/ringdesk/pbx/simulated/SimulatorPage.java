package org.ringdesk.pbx.simulated;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.Presence;
import org.ringdesk.platform.Refused;

/**
 * The pretended phone system as an administrator uses it.
 *
 * @param calls the newest first
 * @param queues what can be dialled by name
 * @param targets names of whom a call can be sent to, by what is dialled
 * @param telephones those of the queues, as they are
 * @param from as typed, as are the two after it
 * @param seen changes with the calls
 * @param problem why nothing was done; null if nothing was refused
 */
public record SimulatorPage(
        List<Numbered> calls,
        List<String> queues,
        Map<String, String> targets,
        List<Presence> telephones,
        String from,
        String name,
        String to,
        String seen,
        @Nullable Refused problem) {}
