package org.ringdesk.calls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.people.PersonId;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The call log for other programs. */
@RestController
@RequestMapping("/api/v1/calls")
class CallsApi {
    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final Set<String> PAGING = Set.of("limit", "cursor");

    private final Calls calls;
    private final CallFilters filters;
    private final CallJson json;
    private final People people;
    private final CallTrace trace;
    private final CallRecords records;

    CallsApi(Calls calls, CallFilters filters, CallJson json, People people, CallTrace trace, CallRecords records) {
        this.records = records;
        this.calls = calls;
        this.filters = filters;
        this.json = json;
        this.people = people;
        this.trace = trace;
    }

    @GetMapping
    Map<String, @Nullable Object> list(@RequestParam Map<String, String> asked) {
        refuseUnknown(asked);
        String cursor = CallFilters.text(asked, "cursor");
        CallSlice slice =
                calls.page(filters.read(asked), cursor.isEmpty() ? null : CallCursor.read(cursor), limit(asked));
        Map<PersonId, Person> owners = people.all(
                slice.calls().stream().flatMap(CallsApi::owner).distinct().toList());
        Map<CallId, List<Long>> written =
                records.of(slice.calls().stream().map(Call::id).toList());
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put(
                "items",
                slice.calls().stream()
                        .map(call -> json.of(
                                call,
                                written.getOrDefault(call.id(), List.of()),
                                owner(call).map(owners::get).findFirst().orElse(null)))
                        .toList());
        answer.put("next_cursor", slice.next() == null ? null : slice.next().text());
        return answer;
    }

    /** With everything that is known of why it came to an agent's browser, or did not. */
    @GetMapping("/{number}")
    Map<String, @Nullable Object> one(@PathVariable String number) {
        Call call = Optional.of(number)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> new CallId(Long.parseLong(text)))
                .flatMap(calls::find)
                .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "calls.not-found", number));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>(json.of(
                call,
                records.of(call.id()),
                owner(call).findFirst().flatMap(people::find).orElse(null)));
        answer.put("pop", trace.of(call).stream().map(TraceStep::json).toList());
        return answer;
    }

    private static Stream<PersonId> owner(Call call) {
        NumberOwner owner = call.owner();
        return owner == null ? Stream.empty() : Stream.of(owner.person());
    }

    private static int limit(Map<String, String> asked) {
        String text = CallFilters.text(asked, "limit");
        if (text.isEmpty()) {
            return USUAL;
        }
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST) {
            throw new Refused(HttpStatus.BAD_REQUEST, "calls.bad-limit", MOST);
        }
        return Integer.parseInt(text);
    }

    private static void refuseUnknown(Map<String, String> asked) {
        List<String> unknown = asked.keySet().stream()
                .filter(name -> !CallFilters.NAMES.contains(name) && !PAGING.contains(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new Refused(
                    HttpStatus.BAD_REQUEST,
                    "calls.unknown-filter",
                    String.join(", ", unknown),
                    String.join(", ", new TreeSet<>(CallFilters.NAMES)));
        }
    }
}
