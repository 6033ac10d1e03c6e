package org.ringdesk.records;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.people.CallerMatch;
import org.ringdesk.people.CallerMatches;
import org.ringdesk.people.LearnedChoices;
import org.ringdesk.people.Person;
import org.ringdesk.people.PersonId;
import org.springframework.stereotype.Component;

/** Learns from forms whom agents choose where a number belongs to several people. */
@Component
class ChoiceLearning {
    private final CallerMatches matches;
    private final LearnedChoices choices;

    ChoiceLearning(CallerMatches matches, LearnedChoices choices) {
        this.matches = matches;
        this.choices = choices;
    }

    /** A record was saved: its request user is learned where they are one of several candidates. */
    void saved(Opening opening, @Nullable PersonId requestUser, SignedIn me) {
        if (requestUser == null || opening.caller().isEmpty()) {
            return;
        }
        CallerMatch match = matches.match(opening.caller(), Locale.ROOT);
        boolean oneOfSeveral = match.candidates().size() > 1
                && match.candidates().stream().anyMatch(person -> person.id().equals(requestUser));
        if (oneOfSeveral) {
            learn(match, requestUser, me);
        }
    }

    /** The caller's number was given to the person. */
    void attached(Opening opening, Person person, SignedIn me) {
        learn(matches.match(opening.caller(), Locale.ROOT), person.id(), me);
    }

    private void learn(CallerMatch match, PersonId person, SignedIn me) {
        if (match.number() != null) {
            choices.learn(match.number(), person, me.displayName());
        }
    }
}
