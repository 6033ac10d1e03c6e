package org.ringdesk.people;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.platform.Patient;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** People for other programs. */
@RestController
@RequestMapping("/api/v1/people")
class PeopleApi {
    private final People people;
    private final MessageSource messages;

    PeopleApi(People people, MessageSource messages) {
        this.people = people;
        this.messages = messages;
    }

    @PostMapping
    ResponseEntity<Map<String, @Nullable Object>> create(@RequestBody JsonNode body) {
        PersonDetails details = changed(PersonChange.NOBODY, PersonJson.read(body, Set.of()));
        Person person = people.create(details, Person.Origin.LOCAL);
        return ResponseEntity.created(URI.create("/api/v1/people/" + person.id()))
                .body(PersonJson.of(person));
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> one(@PathVariable long id) {
        return PersonJson.of(people.get(new PersonId(id)));
    }

    @GetMapping
    Map<String, @Nullable Object> list(
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        PeopleSlice slice = people.page(new PeopleQuery(query, PeopleQuery.Show.ALL), cursor, limit);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("items", slice.people().stream().map(PersonJson::of).toList());
        json.put("next_cursor", slice.next());
        return json;
    }

    /** Changes what is named; null and the empty text clear. */
    @Patient("a new name goes into all records of the person")
    @PatchMapping("/{id}")
    Map<String, @Nullable Object> change(@PathVariable long id, @RequestBody JsonNode body) {
        Map<String, String> given = PersonJson.read(body, Set.of("version"));
        Integer version = PersonJson.version(body);
        Person person = people.get(new PersonId(id));
        PersonDetails details = changed(person.details(), given);
        return PersonJson.of(
                people.update(person.id(), Objects.requireNonNullElse(version, person.version()), details));
    }

    @Patient("all records of the person are written")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id) {
        people.delete(new PersonId(id));
    }

    private static PersonDetails changed(PersonDetails from, Map<String, String> given) {
        PersonChecks.Checked checked = PersonChange.make(from, given::get);
        if (!checked.problems().isEmpty()) {
            throw new InvalidPerson(HttpStatus.UNPROCESSABLE_CONTENT, checked.problems());
        }
        return checked.details();
    }

    /** One entry of {@code errors} for each field. */
    @ExceptionHandler
    ProblemDetail invalid(InvalidPerson refusal) {
        ProblemDetail problem = problem(refusal);
        problem.setProperty(
                "errors",
                refusal.problems().stream()
                        .map(field -> Map.of("field", field.field(), "message", text(field)))
                        .toList());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail stale(StalePerson refusal) {
        ProblemDetail problem = problem(refusal);
        problem.setProperty("version", refusal.current().version());
        return problem;
    }

    private ProblemDetail problem(Refused refusal) {
        var problem = ProblemDetail.forStatusAndDetail(refusal.status(), text(refusal));
        problem.setProperty("code", List.of(refusal.getCodes()).getFirst());
        return problem;
    }

    private String text(MessageSourceResolvable message) {
        return messages.getMessage(message, LocaleContextHolder.getLocale());
    }
}
