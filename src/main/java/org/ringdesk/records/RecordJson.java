package org.ringdesk.records;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** How the API writes and reads a record: a flat object whose writable properties mean the same both ways. */
final class RecordJson {
    private RecordJson() {}

    static Map<String, @Nullable Object> of(ServiceRecord record) {
        RecordDetails details = record.details();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", record.id().value());
        json.put("version", record.version());
        json.put("type", details.type().apiName());
        json.put("title", details.title());
        json.put("description", details.description());
        json.put("solution", details.solution());
        status(json, record.status());
        levels(json, details.urgency(), details.impact(), record.priority());
        categories(json, record.category());
        people(json, record.requester(), record.assignee());
        json.put(
                "submit_user",
                record.submitter() == null ? null : record.submitter().userName());
        json.put("source", record.source().apiName());
        json.put("restricted", details.restricted());
        json.put("due_at", details.dueAt());
        json.put("created_at", record.createdAt());
        json.put("updated_at", record.updatedAt());
        json.put("closed_at", record.closedAt());
        return json;
    }

    /** The same without the texts. */
    static Map<String, @Nullable Object> of(RecordSummary record) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", record.id().value());
        json.put("version", record.version());
        json.put("type", record.type().apiName());
        json.put("title", record.title());
        status(json, record.status());
        levels(json, record.urgency(), record.impact(), record.priority());
        categories(json, record.category());
        people(json, record.requester(), record.assignee());
        json.put("source", record.source().apiName());
        json.put("restricted", record.restricted());
        json.put("due_at", record.dueAt());
        json.put("created_at", record.createdAt());
        json.put("updated_at", record.updatedAt());
        json.put("closed_at", record.closedAt());
        return json;
    }

    /**
     * What an object wants of a record's fields; null and the empty text both clear.
     *
     * @param also names that are allowed besides the fields, and not returned
     * @throws Refused 422 naming every property that is none
     */
    static Map<RecordField, String> read(JsonNode body, Set<String> also) {
        if (!body.isObject()) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "records.api.no-object");
        }
        Map<RecordField, String> values = new EnumMap<>(RecordField.class);
        Set<String> unknown = new TreeSet<>();
        body.forEachEntry((name, value) -> RecordField.withApiName(name)
                .filter(field -> !value.isContainer())
                .ifPresentOrElse(field -> values.put(field, text(value)), () -> {
                    if (!also.contains(name)) {
                        unknown.add(CleanText.excerpt(name));
                    }
                }));
        if (!unknown.isEmpty()) {
            throw new Refused(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "records.api.unknown-property",
                    CleanText.excerpt(String.join(", ", unknown)),
                    names());
        }
        return values;
    }

    /**
     * The version that a change was made from.
     *
     * @throws Refused 428 where the object does not say (RFC 6585, section 3)
     */
    static int version(JsonNode body) {
        JsonNode version = body.path("version");
        if (!version.isIntegralNumber() || !version.canConvertToInt()) {
            throw new Refused(HttpStatus.PRECONDITION_REQUIRED, "records.api.version-missing");
        }
        return version.intValue();
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asString();
    }

    private static String names() {
        return Arrays.stream(RecordField.values()).map(RecordField::apiName).collect(Collectors.joining(", "));
    }

    private static void status(Map<String, @Nullable Object> json, Status status) {
        json.put("status", status.name());
        json.put("closed", status.closed());
    }

    private static void levels(Map<String, @Nullable Object> json, Level urgency, Level impact, Priority priority) {
        json.put("urgency", urgency.apiName());
        json.put("impact", impact.apiName());
        json.put("priority", priority.code());
    }

    private static void categories(Map<String, @Nullable Object> json, @Nullable Category category) {
        int level = 0;
        for (String name : List.of("category", "subcategory", "third_level")) {
            level++;
            json.put(name, category == null || category.level() < level ? null : category.nameAt(level));
        }
    }

    private static void people(
            Map<String, @Nullable Object> json, @Nullable RecordPerson requester, @Nullable RecordAgent assignee) {
        json.put("request_user", requester == null ? null : requester.userName());
        json.put("request_user_id", requester == null ? null : requester.id().value());
        json.put("assignee", assignee == null ? null : assignee.login());
    }
}
