package org.ringdesk.records;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The line that a form or a record's page says of its call.
 *
 * @param o the sealed opening
 * @param since when what the form shows of another agent was kept, in milliseconds since 1970, 0 for nothing; null on
 *     pages that are no form
 * @param more what another agent has typed since; null if nothing
 */
public record FormCallPage(
        FormCall call,
        String o,
        @Nullable Long since,
        @Nullable Handed more) {
    /** Where the line is to be had again. */
    public String address() {
        return "/records/new/call?o=" + o + (since == null ? "" : "&since=" + since);
    }

    /** As texts name the state. */
    public String state() {
        return call.state().name().toLowerCase(Locale.ROOT);
    }

    /** Whether to look again without having heard anything: what happens at other telephones is nobody's news here. */
    public boolean restless() {
        return !call.over() && call.shared();
    }
}
