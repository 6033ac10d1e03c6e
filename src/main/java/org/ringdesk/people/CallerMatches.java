package org.ringdesk.people;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.Asked.Condition;
import org.ringdesk.people.Matched.Found;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/** Answers whom the fields that a phone system passed on belong to, and says why. Reads only. */
@Service
public class CallerMatches {
    /** As many as there are caller fields; a link with more is no link of a phone system. */
    private static final int MOST_CONDITIONS = CallerField.values().length;

    private static final int MOST_PASSED = 100;

    private final PersonKeys keys;
    private final MatchRepository repository;
    private final MessageSource messages;

    CallerMatches(PersonKeys keys, MatchRepository repository, MessageSource messages) {
        this.keys = keys;
        this.repository = repository;
        this.messages = messages;
    }

    /**
     * People who match all passed fields; where nobody does, those who match the first field that anybody matches. Fields
     * that cannot be searched with (withheld, not filled in, unknown) are left out and named in a notice. Never refuses.
     *
     * @param passed in the order of the link, decoded, leading blanks kept; without any, the match is empty and without notices
     * @param locale of notices and explanation
     */
    public CallerMatch match(List<PassedField> passed, Locale locale) {
        List<Asked> asked = passed.stream()
                .distinct()
                .limit(MOST_PASSED)
                .map(field -> Asked.of(field, keys))
                .toList();
        List<Condition> usable = asked.stream()
                .filter(Condition.class::isInstance)
                .map(Condition.class::cast)
                .toList();
        List<Condition> conditions = usable.stream().limit(MOST_CONDITIONS).toList();
        Matched matched = conditions.isEmpty() ? Matched.NOTHING : repository.match(conditions);
        @Nullable CallerNumber number = matched.number(conditions);
        List<Person> candidates = candidates(matched, number);
        var words = new MatchWords(messages, locale, asked, conditions, matched, candidates, number);
        return new CallerMatch(
                candidates,
                matched.enabled().size() > CallerMatch.MOST_CANDIDATES,
                asked.stream().map(Asked::passed).toList(),
                words.notices(),
                number,
                words.explanation(passed.stream().distinct().count() > MOST_PASSED || usable.size() > MOST_CONDITIONS));
    }

    private static List<Person> candidates(Matched matched, @Nullable CallerNumber number) {
        List<Person> byId = matched.enabled().stream()
                .limit(CallerMatch.MOST_CANDIDATES)
                .map(Found::person)
                .toList();
        Optional<PersonId> first =
                number == null ? Optional.empty() : number.preferred(byId).map(LearnedChoice::person);
        return first.isEmpty()
                ? byId
                : byId.stream()
                        .sorted(Comparator.comparing(person -> !person.id().equals(first.get())))
                        .toList();
    }
}
