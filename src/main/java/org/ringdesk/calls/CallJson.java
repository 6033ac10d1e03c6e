package org.ringdesk.calls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.Numbers;
import org.ringdesk.people.Person;
import org.springframework.stereotype.Component;

/** How the API writes a call. */
@Component
class CallJson {
    private final Numbers numbers;

    CallJson(Numbers numbers) {
        this.numbers = numbers;
    }

    /**
     * @param records their numbers, the first one first
     * @param person whom the number belonged to, null where nobody, or that person is gone
     */
    Map<String, @Nullable Object> of(Call call, List<Long> records, @Nullable Person person) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", call.id().value());
        json.put("state", CallRows.lower(call.state()));
        json.put("outcome", call.outcome() == null ? null : CallRows.lower(call.outcome()));
        json.put("direction", CallRows.lower(call.direction()));
        json.put("number", orNull(call.number()));
        json.put("number_e164", e164(call.number()));
        json.put("name", orNull(call.name()));
        json.put("dialled", orNull(call.dialled()));
        json.put("queue", orNull(call.queue()));
        json.put("digits", orNull(call.digits()));
        json.put("person", person == null ? null : person(person));
        json.put("shared_as", orNull(call.sharedAs()));
        json.put("candidates", call.owner() == null ? 0 : call.owner().candidates());
        json.put("started_at", call.startedAt());
        json.put("answered_at", call.answeredAt());
        json.put("ended_at", call.endedAt());
        json.put("given_up", call.givenUp());
        json.put("answered_by", call.answeredBy().map(Leg::party).orElse(null));
        json.put("record", records.isEmpty() ? null : records.getFirst());
        json.put("records", records);
        json.put(
                "legs",
                call.legs().stream()
                        .filter(leg -> leg.role() == Role.CALLED)
                        .map(CallJson::leg)
                        .toList());
        return json;
    }

    private static Map<String, @Nullable Object> leg(Leg leg) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("extension", leg.party());
        json.put("rang_at", leg.rangAt());
        json.put("answered_at", leg.answeredAt());
        json.put("ended_at", leg.endedAt());
        json.put("outcome", leg.outcome() == null ? null : CallRows.lower(leg.outcome()));
        json.put("held", leg.held());
        json.put("transferred_to", orNull(leg.transferredTo()));
        return json;
    }

    private static Map<String, Object> person(Person person) {
        return Map.of(
                "id",
                person.id().value(),
                "user_name",
                person.userName(),
                "display_name",
                person.displayName(),
                "vip",
                person.details().vip());
    }

    private @Nullable String e164(String number) {
        return numbers.read(number)
                .map(Numbers.Read::key)
                .filter(key -> key.startsWith("+"))
                .orElse(null);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
