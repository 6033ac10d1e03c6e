package org.ringdesk.people;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.drafts.Draft;
import org.ringdesk.drafts.DraftKey;
import org.ringdesk.drafts.RestoredDraft;
import org.ringdesk.web.Ui;

/**
 * The form of a new or an existing person.
 *
 * @param id null for a new person
 * @param version what the change is made from
 * @param values what is in the fields, by the contract's names
 * @param newest the person as somebody else left them meanwhile; null where nobody did
 * @param state how it relates to what the server keeps
 */
public record PersonFormPage(
        @Nullable PersonId id,
        int version,
        Map<String, String> values,
        List<PersonProblem> problems,
        @Nullable Person newest,
        State state) {

    /**
     * What the server keeps of a form that is not saved yet.
     *
     * @param draft which one it is
     * @param seen what the form showed when it was opened
     * @param unkept whether it came back with text that is kept nowhere yet
     * @param restored the text of an earlier visit that it was opened with, or that was just discarded; null if none
     * @param others the agent's other drafts
     */
    public record State(
            DraftKey draft,
            String seen,
            boolean unkept,
            @Nullable RestoredDraft restored,
            List<Draft> others) {}

    public static final List<List<String>> NAMES =
            List.of(List.of("first_name", "last_name"), List.of("user_name", "display_name"));
    public static final List<List<String>> CONTACT =
            List.of(List.of("phone", "cell_phone", "sms_number"), List.of("email_address", "language"));
    public static final List<List<String>> PLACE = List.of(
            List.of("company", "department", "location"), List.of("building", "floor", "cubic"), List.of("car_number"));
    public static final List<List<String>> CUSTOM =
            List.of(List.of("cust_text1", "cust_text2"), List.of("cust_int1", "cust_int2"));

    private static final Set<String> NUMBERS = Set.of("phone", "cell_phone", "sms_number");
    private static final Set<String> HINTED = Set.of("user_name", "display_name", "language", "phone");

    public int longest() {
        return PersonChecks.LONGEST_TEXT;
    }

    public int longestNotes() {
        return PersonChecks.LONGEST_NOTES;
    }

    public boolean isNew() {
        return id == null;
    }

    /** Where the form is sent. */
    public String action() {
        return isNew() ? "/people" : "/people/" + id;
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    /** What stands against the field's value, or empty. */
    public String error(Ui ui, String field) {
        return problems.stream()
                .filter(problem -> problem.field().equals(field))
                .findFirst()
                .map(ui::text)
                .orElse("");
    }

    /** What somebody else put into the field meanwhile, where it differs from what is in it. */
    public String hint(Ui ui, String field) {
        if (newest == null) {
            return HINTED.contains(field) ? ui.text("people.form.hint." + field) : "";
        }
        String theirs = PersonChange.value(newest.details(), field);
        if (theirs.equals(value(field))) {
            return "";
        }
        return theirs.isEmpty() ? ui.text("people.form.now-empty") : ui.text("people.form.now", theirs);
    }

    /** How the browser should take the field. */
    public static String type(String field) {
        return NUMBERS.contains(field) ? "tel" : "text";
    }
}
