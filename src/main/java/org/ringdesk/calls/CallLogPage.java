package org.ringdesk.calls;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.AccountId;
import org.ringdesk.people.Numbers;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The call log.
 *
 * @param asked the filter as it stands in the address
 * @param records their numbers, by call
 * @param shown numbers as they are read, by how they came
 */
public record CallLogPage(
        Map<String, String> asked,
        List<Call> calls,
        String nextCursor,
        List<Account> agents,
        List<String> queues,
        Map<String, Numbers.Read> shown,
        Map<AccountId, String> names,
        Map<CallId, List<Long>> records,
        Instant now) {

    public String text(String name) {
        return CallFilters.text(asked, name);
    }

    public boolean filtered() {
        return asked.entrySet().stream()
                .anyMatch(entry -> CallFilters.NAMES.contains(entry.getKey())
                        && !entry.getValue().isBlank());
    }

    /** Of the first page, or empty while this is it. */
    public String first() {
        return text("cursor").isEmpty() ? "" : address("");
    }

    /** Of the next page, or empty. */
    public String next() {
        return nextCursor.isEmpty() ? "" : address(nextCursor);
    }

    public String shownNumber(Call call) {
        Numbers.Read read = shown.get(call.outsideNumber());
        return read == null ? call.outsideNumber() : read.shown();
    }

    /** By which the call's number is dialled; empty where it is none. */
    public String address(Call call) {
        Numbers.Read read = shown.get(call.outsideNumber());
        return read == null ? "" : read.address();
    }

    /** Who talked, else at whose telephones it rang: agents by name, others by extension. */
    public List<String> parties(Call call) {
        List<Leg> called = call.legs().stream()
                .filter(leg -> (leg.role() == Role.CALLED) == (call.direction() != Direction.OUTBOUND))
                .toList();
        List<Leg> talked =
                called.stream().filter(leg -> leg.answeredAt() != null).toList();
        return (talked.isEmpty() ? called : talked)
                .stream().map(this::name).distinct().toList();
    }

    private String name(Leg leg) {
        AccountId agent = leg.agent();
        return agent == null ? leg.party() : names.getOrDefault(agent, leg.party());
    }

    private String address(String cursor) {
        var address = UriComponentsBuilder.fromPath("/calls");
        Map<String, Object> values = new LinkedHashMap<>();
        CallFilters.NAMES.stream()
                .sorted()
                .filter(name -> !text(name).isEmpty())
                .forEach(name -> {
                    address.queryParam(name, "{" + name + "}");
                    values.put(name, text(name));
                });
        if (!cursor.isEmpty()) {
            address.queryParam("cursor", cursor);
        }
        return address.encode().buildAndExpand(values).toUriString();
    }
}
