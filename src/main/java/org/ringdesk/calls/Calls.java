package org.ringdesk.calls;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.people.Numbers;
import org.springframework.stereotype.Service;

/** Finds calls. */
@Service
public class Calls {
    private final CallRepository repository;
    private final Numbers numbers;

    Calls(CallRepository repository, Numbers numbers) {
        this.repository = repository;
        this.numbers = numbers;
    }

    /** The call of that number, or the one that it turned out to be. */
    public Optional<Call> find(CallId id) {
        return repository.find(id);
    }

    /**
     * The call that a source knows by a key of its own.
     *
     * @param key as events of it carry it in {@link Origin#call}
     * @return empty too where it has been over for long
     */
    public Optional<Call> find(String source, String key) {
        return repository.find(source, key);
    }

    /** Calls that go on at a telephone of the agent, longest first. */
    public List<Call> openFor(AccountId agent) {
        return repository.open(agent).stream()
                .filter(call -> call.legs().stream().anyMatch(leg -> leg.of(agent) && leg.open()))
                .toList();
    }

    /**
     * A call that a source told of and that goes on.
     *
     * @param key what the source calls it
     */
    public record Open(Call call, String key) {}

    /** Calls of a source that go on. */
    public List<Open> open(String source) {
        return repository.open(source);
    }

    /** When the last call with the same number began, in either direction; empty for a withheld one. */
    public Optional<Instant> lastBefore(Call call) {
        return numbers.read(call.outsideNumber())
                .flatMap(number -> repository.lastBefore(call.id(), number.key(), call.startedAt()));
    }

    CallSlice page(CallQuery query, @Nullable CallCursor after, int limit) {
        List<Call> calls = repository.list(query, after, limit);
        return calls.size() > limit
                ? new CallSlice(calls.subList(0, limit), CallCursor.after(calls.get(limit - 1)))
                : new CallSlice(calls, null);
    }
}
