package org.ringdesk.records;

import java.util.Locale;
import java.util.Optional;
import org.ringdesk.people.CallerMatch;
import org.ringdesk.people.CallerMatches;
import org.ringdesk.people.MatchNotice;
import org.ringdesk.people.Person;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells an agent whose caller keyed in the number of a record whether that is the record's request user. */
@Component
class LinkCallers {
    private final Openings openings;
    private final CallerMatches matches;
    private final MessageSource messages;

    LinkCallers(Openings openings, CallerMatches matches, MessageSource messages) {
        this.openings = openings;
        this.matches = matches;
        this.messages = messages;
    }

    /**
     * @param opening the sealed opening of the link, or empty
     */
    Optional<FormNotice> notice(String opening, ServiceRecord record, Locale locale) {
        return opening.isEmpty()
                ? Optional.empty()
                : openings.open(opening)
                        .filter(opened -> !opened.caller().isEmpty())
                        .flatMap(opened -> notice(matches.match(opened.caller(), locale), record, locale));
    }

    private Optional<FormNotice> notice(CallerMatch match, ServiceRecord record, Locale locale) {
        boolean theirs = record.requester() != null
                && match.candidates().stream()
                        .anyMatch(
                                person -> person.id().equals(record.requester().id()));
        if (theirs) {
            return Optional.empty();
        }
        return match.person()
                .map(person -> other(person, locale))
                .or(() -> unknown(match) ? Optional.of(nobodyKnown(record, locale)) : Optional.empty());
    }

    private static boolean unknown(CallerMatch match) {
        return match.notices().stream().anyMatch(notice -> notice.code() == MatchNotice.Code.NO_MATCH);
    }

    private FormNotice other(Person caller, Locale locale) {
        return notice("records.notice.other-requester", locale, caller.displayName());
    }

    private FormNotice nobodyKnown(ServiceRecord record, Locale locale) {
        String requester = record.requester() == null ? "–" : record.requester().displayName();
        return notice("records.notice.other-requester-unknown", locale, requester);
    }

    private FormNotice notice(String key, Locale locale, String name) {
        return new FormNotice("other-requester", "warn", messages.getMessage(key, new Object[] {name}, locale));
    }
}
