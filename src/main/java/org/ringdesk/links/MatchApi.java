package org.ringdesk.links;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.CallerField;
import org.ringdesk.people.CallerMatch;
import org.ringdesk.people.CallerMatches;
import org.ringdesk.people.Person;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells other programs what a link would make of a caller. */
@RestController
class MatchApi {
    private final CallerMatches matches;

    MatchApi(CallerMatches matches) {
        this.matches = matches;
    }

    /** Takes what a link takes. */
    @GetMapping("/api/v1/match")
    @PreAuthorize("hasAuthority('SCOPE_people:read')")
    MatchAnswer match(HttpServletRequest request, Locale locale) {
        Link link = Link.of(LinkQuery.parse(request.getQueryString()));
        return MatchAnswer.of(matches.match(link.caller(), locale));
    }

    record MatchAnswer(
            @Nullable Map<String, Object> person,
            List<Map<String, Object>> candidates,
            boolean more,
            List<NoticeAnswer> notices,
            List<String> explanation) {

        static MatchAnswer of(CallerMatch match) {
            List<Map<String, Object>> candidates =
                    match.candidates().stream().map(MatchAnswer::person).toList();
            return new MatchAnswer(
                    candidates.isEmpty() ? null : candidates.getFirst(),
                    candidates,
                    match.more(),
                    match.notices().stream()
                            .map(notice -> new NoticeAnswer(notice.code().value(), notice.text()))
                            .toList(),
                    match.explanation());
        }

        private static Map<String, Object> person(Person person) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("id", person.id().value());
            answer.put("display_name", person.displayName());
            for (CallerField field : CallerField.values()) {
                answer.put(
                        field.fieldName(),
                        value(field, person.details().fields().get(field)));
            }
            answer.put("vip", person.details().vip());
            return answer;
        }
    }

    private static @Nullable Object value(CallerField field, @Nullable String text) {
        return text != null && field.kind() == CallerField.Kind.INTEGER ? (Object) Long.valueOf(text) : text;
    }

    record NoticeAnswer(String code, String text) {}
}
