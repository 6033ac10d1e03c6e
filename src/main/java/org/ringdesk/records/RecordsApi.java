package org.ringdesk.records;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.ApiClient;
import org.ringdesk.agents.Scope;
import org.ringdesk.platform.Refused;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Records for other programs. */
@RestController
@RequestMapping("/api/v1/records")
class RecordsApi {
    private static final int USUAL_LIMIT = 50;
    private static final Set<String> PAGING = Set.of("limit", "cursor", "sort");

    private final Records records;
    private final RecordRequests requests;
    private final RecordInputs inputs;
    private final RecordFilters filters;
    private final RecordCalls calls;
    private final MessageSource messages;

    RecordsApi(
            Records records,
            RecordRequests requests,
            RecordInputs inputs,
            RecordFilters filters,
            RecordCalls calls,
            MessageSource messages) {
        this.calls = calls;
        this.records = records;
        this.requests = requests;
        this.inputs = inputs;
        this.filters = filters;
        this.messages = messages;
    }

    /** Makes a record; a request that its token sends again with its {@code Idempotency-Key} is answered with the one it made. */
    @PostMapping
    ResponseEntity<Map<String, @Nullable Object>> create(
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
            @AuthenticationPrincipal ApiClient client) {
        Map<RecordField, String> sent = RecordJson.read(body, Set.of());
        RecordDetails details = inputs.details(RecordInputs.over(Map.of(), sent));
        SavedRecord saved = requests.create(new RecordRequests.Request(key(key), sent), details, client);
        ServiceRecord record = records.written(saved.id());
        // Whoever has just written a restricted record is shown what they wrote; later it may hold what others did.
        boolean seen = saved.created() || records.sees(record, Reader.of(client));
        return ResponseEntity.created(URI.create("/api/v1/records/" + saved.id()))
                .body(seen ? written(record, client) : identified(record));
    }

    @GetMapping("/{number}")
    Map<String, @Nullable Object> one(@PathVariable String number, @AuthenticationPrincipal ApiClient client) {
        return json(records.read(number, Reader.of(client)));
    }

    /** A token that may only write is told that it did, and the version to go on from. */
    private Map<String, @Nullable Object> written(ServiceRecord record, ApiClient client) {
        return mayRead(client) ? json(record) : identified(record);
    }

    private static boolean mayRead(ApiClient client) {
        return client.scopes().contains(Scope.RECORDS_READ);
    }

    private static Map<String, @Nullable Object> identified(ServiceRecord record) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", record.id().value());
        json.put("version", record.version());
        return json;
    }

    private Map<String, @Nullable Object> json(ServiceRecord record) {
        Map<String, @Nullable Object> json = RecordJson.of(record);
        json.put("time_spent_seconds", records.timeSpent(record.id()).toSeconds());
        json.put(
                "calls",
                calls.of(record.id()).stream().map(call -> call.id().value()).toList());
        return json;
    }

    /** Changes what is named. */
    @PatchMapping("/{number}")
    Map<String, @Nullable Object> change(
            @PathVariable String number, @RequestBody JsonNode body, @AuthenticationPrincipal ApiClient client) {
        Reader reader = Reader.of(client);
        Map<RecordField, String> sent = RecordJson.read(body, Set.of("version"));
        int version = RecordJson.version(body);
        ServiceRecord current = records.read(number, reader);
        if (current.version() != version) {
            throw new StaleRecord(current);
        }
        RecordDetails details = inputs.details(RecordInputs.over(inputs.of(current), sent), current);
        return written(records.update(current.id(), version, details, reader), client);
    }

    /** {@code query} is what the page calls {@code q}. */
    @GetMapping
    Map<String, @Nullable Object> list(
            @RequestParam Map<String, String> parameters, @AuthenticationPrincipal ApiClient client) {
        Map<String, String> asked = new HashMap<>(parameters);
        String text = asked.remove("query");
        if (text != null) {
            asked.put("q", text);
        }
        refuseUnknown(asked);
        RecordSort sort = RecordFilters.sort(asked, RecordSort.NEWEST_FIRST);
        var query = new RecordQuery(
                filters.read(asked, RecordFilter.State.ALL, null),
                sort,
                RecordFilters.cursor(asked, sort),
                limit(asked.getOrDefault("limit", "")));
        RecordSlice slice = records.page(query, Reader.of(client));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("items", slice.items().stream().map(RecordJson::of).toList());
        json.put("next_cursor", slice.next() == null ? null : slice.next().text());
        return json;
    }

    private static void refuseUnknown(Map<String, String> asked) {
        Set<String> unknown = new TreeSet<>(asked.keySet());
        unknown.removeAll(RecordFilters.NAMES);
        unknown.removeAll(PAGING);
        if (!unknown.isEmpty()) {
            throw new Refused(
                    HttpStatus.BAD_REQUEST,
                    "records.list.unknown-filter",
                    CleanText.excerpt(String.join(", ", unknown)),
                    String.join(", ", RecordFilters.NAMES));
        }
    }

    private static int limit(String text) {
        if (text.isEmpty()) {
            return USUAL_LIMIT;
        }
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > RecordQuery.MOST) {
            throw new Refused(HttpStatus.BAD_REQUEST, "records.list.bad-limit", RecordQuery.MOST);
        }
        return limit;
    }

    private static @Nullable UUID key(String key) {
        return key.isEmpty()
                ? null
                : RecordSubmission.uuid(key)
                        .orElseThrow(() -> new Refused(HttpStatus.BAD_REQUEST, "records.api.bad-idempotency-key"));
    }

    /** One entry of {@code errors} for each field. */
    @ExceptionHandler
    ProblemDetail invalid(InvalidRecord refusal) {
        ProblemDetail problem = problem(refusal);
        problem.setProperty(
                "errors", refusal.problems().stream().map(this::error).toList());
        return problem;
    }

    private Map<String, String> error(RecordProblem field) {
        return Map.of("field", field.field().apiName(), "message", text(field));
    }

    /** Carries the record as it is now, for whoever may read it. */
    @ExceptionHandler
    ProblemDetail stale(StaleRecord refusal, @AuthenticationPrincipal ApiClient client) {
        ProblemDetail problem = problem(refusal);
        problem.setProperty("version", refusal.current().version());
        if (mayRead(client)) {
            problem.setProperty("current", RecordJson.of(refusal.current()));
        }
        return problem;
    }

    private ProblemDetail problem(Refused refusal) {
        var problem = ProblemDetail.forStatusAndDetail(refusal.status(), text(refusal));
        problem.setProperty("code", List.of(refusal.getCodes()).getFirst());
        return problem;
    }

    private String text(MessageSourceResolvable message) {
        return messages.getMessage(message, LocaleContextHolder.getLocale());
    }
}
