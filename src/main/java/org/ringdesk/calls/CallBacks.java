package org.ringdesk.calls;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.people.Numbers;
import org.ringdesk.platform.Refused;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Who has to be called back. A call from outside that nobody answered becomes one, or counts towards the one that its number
 * has; whoever reaches the caller, in whichever direction, closes it.
 */
@Service
public class CallBacks {
    private final CallBackRepository repository;
    private final Numbers numbers;
    private final CallSettings settings;
    private final Clock clock;

    CallBacks(CallBackRepository repository, Numbers numbers, CallSettings settings, Clock clock) {
        this.repository = repository;
        this.numbers = numbers;
        this.settings = settings;
        this.clock = clock;
    }

    /** In the call's own transaction, so that no call is forgotten. */
    @EventListener
    void changed(CallChanged change) {
        Call call = change.after();
        if (wantsCallBack(call)) {
            String key = key(call);
            if (!key.isEmpty()) {
                repository.tried(call, key, call.startedAt().plus(settings.callBackWithin()));
            }
        } else if (change.before() != null && wantsCallBack(change.before())) {
            repository.notTried(call.id());
        }
        Instant answered = call.answeredAt();
        boolean newly = change.before() == null || change.before().answeredAt() == null;
        if (answered != null && newly && call.direction() != Direction.INTERNAL) {
            String key = key(call);
            if (!key.isEmpty()) {
                repository.reached(key, call.id(), answered, clock.instant());
            }
        }
    }

    @EventListener
    void joined(CallsJoined join) {
        repository.notTried(join.gone().id());
    }

    List<CallBack> waiting(CallBackRepository.Whose whose, @Nullable Long after, int limit) {
        return repository.waiting(whose, after, limit);
    }

    List<CallBack> done(@Nullable Long after, int limit) {
        return repository.done(after, limit);
    }

    /**
     * Takes it, gives it back, says that it is done, or opens it again.
     *
     * @throws Refused 404; 409 where somebody else was quicker
     */
    CallBack change(long id, CallBack.State state, int version, AccountId by) {
        CallBack callBack = find(id);
        if (callBack.version() != version || !repository.change(callBack, state, by, clock.instant())) {
            throw new Refused(HttpStatus.CONFLICT, "calls.call-back.stale");
        }
        return find(id);
    }

    private CallBack find(long id) {
        return repository
                .find(id)
                .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "calls.call-back.not-found", Long.toString(id)));
    }

    private static boolean wantsCallBack(Call call) {
        return call.ended()
                && call.direction() == Direction.INBOUND
                && call.outcome() != Outcome.ANSWERED
                && call.outcome() != Outcome.FORWARDED;
    }

    private String key(Call call) {
        return numbers.read(call.outsideNumber()).map(Numbers.Read::key).orElse("");
    }
}
