package org.ringdesk.records;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What an agent may change of a record, in the order of the page. Form field, API property and history entry carry the
 * names given here.
 */
public enum RecordField {
    TITLE("title"),
    REQUEST_USER("requestUser"),
    TYPE("type"),
    STATUS("status"),
    ASSIGNEE("assignee"),
    CATEGORY("category"),
    SUBCATEGORY("subcategory"),
    THIRD_LEVEL("thirdLevel"),
    URGENCY("urgency"),
    IMPACT("impact"),
    DUE_AT("dueAt"),
    RESTRICTED("restricted"),
    DESCRIPTION("description"),
    SOLUTION("solution");

    private final String formName;
    private final String apiName = name().toLowerCase(Locale.ROOT);

    RecordField(String formName) {
        this.formName = formName;
    }

    /** As forms spell it, such as {@code requestUser}. */
    public String formName() {
        return formName;
    }

    /** As the API and the history spell it, such as {@code request_user}. */
    public String apiName() {
        return apiName;
    }

    /** Whether people write words into it. */
    boolean hasWords() {
        return this == TITLE || this == DESCRIPTION || this == SOLUTION;
    }

    public String textKey() {
        return "records.field." + apiName;
    }

    /** Whether this is not chosen by itself but goes with the category. */
    public boolean belowCategory() {
        return this == SUBCATEGORY || this == THIRD_LEVEL;
    }

    /** What a form that shows the record carries in this field; times as UTC. */
    public String value(ServiceRecord record) {
        RecordDetails details = record.details();
        return switch (this) {
            case TITLE -> details.title();
            case REQUEST_USER ->
                record.requester() == null ? "" : record.requester().userName();
            case TYPE -> details.type().apiName();
            case STATUS -> record.status().id().toString();
            case ASSIGNEE -> record.assignee() == null ? "" : record.assignee().login();
            case CATEGORY -> categoryAt(record, 1);
            case SUBCATEGORY -> categoryAt(record, 2);
            case THIRD_LEVEL -> categoryAt(record, 3);
            case URGENCY -> details.urgency().apiName();
            case IMPACT -> details.impact().apiName();
            case DUE_AT -> Objects.toString(details.dueAt(), "");
            case RESTRICTED -> Boolean.toString(details.restricted());
            case DESCRIPTION -> details.description();
            case SOLUTION -> details.solution();
        };
    }

    /** The same for people to read: names for numbers, the category's path as a whole. Empty where nothing is set. */
    public String shown(ServiceRecord record) {
        return switch (this) {
            case STATUS -> record.status().name();
            case ASSIGNEE -> record.assignee() == null ? "" : record.assignee().name();
            case REQUEST_USER ->
                record.requester() == null ? "" : record.requester().displayName();
            case CATEGORY -> record.category() == null ? "" : record.category().pathName();
            case SUBCATEGORY, THIRD_LEVEL -> "";
            case TITLE, TYPE, URGENCY, IMPACT, DUE_AT, RESTRICTED, DESCRIPTION, SOLUTION -> value(record);
        };
    }

    public static Optional<RecordField> withApiName(String name) {
        return Arrays.stream(values())
                .filter(field -> field.apiName.equals(name))
                .findFirst();
    }

    private static String categoryAt(ServiceRecord record, int level) {
        return record.category() == null ? "" : record.category().valueAt(level);
    }
}
