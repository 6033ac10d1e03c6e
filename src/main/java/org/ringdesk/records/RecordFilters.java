package org.ringdesk.records;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Accounts;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.people.PersonId;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.DeskTimes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads what the list's page and the API call the same: filters, sort, cursor. */
@Component
class RecordFilters {
    /** In the order of the page. */
    static final List<String> NAMES = List.of(
            "state",
            "type",
            "status",
            "priority",
            "category",
            "assignee",
            "request_user",
            "created_from",
            "created_to",
            "q");

    /** Numbers start at 1: nobody has this one, so that a name which nobody has finds nothing. */
    private static final long NOBODY = 0;

    private final Catalog catalog;
    private final People people;
    private final Accounts accounts;
    private final DeskTimes times;

    RecordFilters(Catalog catalog, People people, Accounts accounts, DeskTimes times) {
        this.catalog = catalog;
        this.people = people;
        this.accounts = accounts;
        this.times = times;
    }

    /**
     * @param asked the parameters as they came; those that are no filters are left aside
     * @param state what is shown where the parameters do not say
     * @throws Refused 400 for a value that a filter does not know
     */
    RecordFilter read(Map<String, String> asked, RecordFilter.State state, @Nullable AccountId me) {
        var values = new Values(asked);
        Optional<String> assignee = values.get("assignee");
        boolean unassigned = assignee.filter("unassigned"::equalsIgnoreCase).isPresent();
        return new RecordFilter(
                values.get("state").map(RecordFilters::state).orElse(state),
                values.choice("type", RecordType::named, names(RecordType.values())),
                values.choice("status", text -> catalog.status(text).map(Status::id), statusNames()),
                values.choice("priority", RecordFilters::priority, "1, 2, 3, 4, 5"),
                values.choice(
                        "category", text -> catalog.categories().named(text).map(Category::id), ""),
                unassigned ? null : assignee.map(login -> account(login, me)).orElse(null),
                unassigned,
                values.get("request_user").map(this::person).orElse(null),
                values.choice("created_from", times::read, ""),
                values.choice("created_to", times::readEnd, ""),
                values.get("q").orElse(""));
    }

    /** @throws Refused 400 naming the sorts there are */
    static RecordSort sort(Map<String, String> asked, RecordSort otherwise) {
        String text = asked.getOrDefault("sort", "").strip();
        return text.isEmpty()
                ? otherwise
                : RecordSort.named(text)
                        .orElseThrow(() -> new Refused(
                                HttpStatus.BAD_REQUEST,
                                "records.list.unknown-sort",
                                CleanText.excerpt(text),
                                RecordSort.names()));
    }

    static @Nullable RecordCursor cursor(Map<String, String> asked, RecordSort sort) {
        String text = asked.getOrDefault("cursor", "");
        return text.isEmpty() ? null : RecordCursor.read(text, sort);
    }

    private AccountId account(String login, @Nullable AccountId me) {
        if (login.equalsIgnoreCase("me") && me != null) {
            return me;
        }
        return accounts.withLogin(CleanText.line(login)).map(Account::id).orElse(new AccountId(NOBODY));
    }

    private PersonId person(String userName) {
        return people.withUserName(CleanText.line(userName)).map(Person::id).orElse(new PersonId(NOBODY));
    }

    private static RecordFilter.State state(String text) {
        return Stream.of(RecordFilter.State.values())
                .filter(state -> state.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> unknown("state", text, names(RecordFilter.State.values())));
    }

    private static Optional<Priority> priority(String text) {
        return text.matches("[1-5]") ? Priority.withCode(Integer.parseInt(text)) : Optional.empty();
    }

    private String statusNames() {
        return catalog.statuses().stream().map(Status::name).collect(Collectors.joining(", "));
    }

    private static String names(Enum<?>... values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static Refused unknown(String name, String value, String known) {
        String code = known.isEmpty() ? "records.list.unreadable-value" : "records.list.unknown-value";
        return new Refused(HttpStatus.BAD_REQUEST, code, name, CleanText.excerpt(value), known);
    }

    private record Values(Map<String, String> asked) {
        Optional<String> get(String name) {
            return Optional.ofNullable(asked.get(name)).map(String::strip).filter(text -> !text.isEmpty());
        }

        <T> @Nullable T choice(String name, Function<String, Optional<T>> read, String known) {
            return get(name)
                    .map(text -> read.apply(text).orElseThrow(() -> unknown(name, text, known)))
                    .orElse(null);
        }
    }

    /** Whether anything but the state is asked for. */
    static boolean narrows(RecordFilter filter) {
        return !filter.equals(new RecordFilter(
                filter.state(), null, null, null, null, null, false, null, (@Nullable Instant) null, null, ""));
    }
}
