package org.ringdesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Forms that came after their sign-in had ended, one for each account, until its holder has signed in and looked: half an hour at
 * most, 16 MB in all, of which the oldest give way. Nobody else is shown them.
 */
@Component
public class UnsavedForms {
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final long MOST_CHARACTERS = 8L * 1024 * 1024;

    private final Clock clock;
    private final SequencedMap<AccountId, Kept> forms = new LinkedHashMap<>();

    UnsavedForms(Clock clock) {
        this.clock = clock;
    }

    private record Kept(PostedForm form, long size, Instant until, boolean shown) {
        Kept looked() {
            return new Kept(form, size, until, true);
        }
    }

    synchronized void keep(AccountId whose, PostedForm form) {
        Instant now = clock.instant();
        forms.values().removeIf(old -> old.until().isBefore(now));
        forms.remove(whose);
        forms.put(whose, new Kept(form, form.text().length(), now.plus(KEPT), false));
        while (forms.values().stream().mapToLong(Kept::size).sum() > MOST_CHARACTERS) {
            forms.pollFirstEntry();
        }
    }

    /** The form that nobody has looked at since it came. */
    synchronized Optional<PostedForm> waiting(AccountId whose) {
        return find(whose).filter(kept -> !kept.shown()).map(Kept::form);
    }

    /** The form; from now on it waits no more, though a page that is loaded again finds it. */
    synchronized Optional<PostedForm> look(AccountId whose) {
        Optional<Kept> found = find(whose);
        found.ifPresent(kept -> forms.put(whose, kept.looked()));
        return found.map(Kept::form);
    }

    /** The body of a new record's form, as {@code application/x-www-form-urlencoded}; empty where there is none. */
    public String newRecord(SignedIn me) {
        return look(me.account().id())
                .filter(form -> form.path().equals(Unsaved.NEW_RECORD))
                .map(PostedForm::body)
                .orElse("");
    }

    private Optional<Kept> find(AccountId whose) {
        return Optional.ofNullable(forms.get(whose)).filter(kept -> clock.instant().isBefore(kept.until()));
    }
}
