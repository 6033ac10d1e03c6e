package org.ringdesk.records;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.CallId;
import org.ringdesk.people.PassedField;

/**
 * What a new form was opened with. It travels sealed in the form's address, so that opening writes nothing and the
 * address bar tells nobody who calls.
 *
 * @param form which of the two forms
 * @param type what the record will be
 * @param cameFrom where Cancel leads
 * @param template the asked-for template's id as it came, or empty
 * @param caller what the link says of the caller, as it came
 * @param oddities what of the link could not be followed
 * @param submission one per opening: however often the form is saved, it is one record. Of a call it is the same for
 *     everybody who talks in it
 * @param call that the form is of; null where it is of none that Ringdesk heard of
 */
public record Opening(
        Form form,
        RecordType type,
        CameFrom cameFrom,
        String template,
        List<PassedField> caller,
        List<Oddity> oddities,
        UUID submission,
        @Nullable CallId call) {

    /** The two forms of a new record. */
    public enum Form {
        PHONE_CALL,
        STANDARD
    }

    /** The place the agent came from, by the contract's {@code fromId}. */
    public enum CameFrom {
        PHONE_CALL("/"),
        INCIDENTS_LIST("/records?type=incident"),
        CHANGES_LIST("/records?type=change"),
        LIST("/records");

        private final String path;

        CameFrom(String path) {
            this.path = path;
        }

        /** Where Cancel and Back lead. */
        public String path() {
            return path;
        }
    }

    /**
     * Something of the link that could not be followed; the form opens all the same.
     *
     * @param code the notice's code, such as {@code unknown-type}
     * @param value what the link said
     */
    public record Oddity(String code, String value) {}

    /** An empty form, as the menu opens it. */
    static Opening blank(Form form, RecordType type, String template) {
        CameFrom cameFrom = form == Form.PHONE_CALL ? CameFrom.PHONE_CALL : CameFrom.LIST;
        return new Opening(form, type, cameFrom, template, List.of(), List.of(), UUID.randomUUID(), null);
    }

    /** The submission of a call's form: the same for each agent, however often it is opened. */
    public static UUID submission(CallId call) {
        return UUID.nameUUIDFromBytes(("call " + call).getBytes(StandardCharsets.UTF_8));
    }

    /** The same with that to tell. */
    Opening with(Oddity oddity) {
        return new Opening(form, type, cameFrom, template, caller, List.of(oddity), submission, call);
    }

    /** The same with a submission of its own: for a second record from the same caller. */
    Opening again() {
        return new Opening(form, type, cameFrom, template, caller, oddities, UUID.randomUUID(), call);
    }
}
