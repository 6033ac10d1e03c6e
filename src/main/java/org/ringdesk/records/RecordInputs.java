package org.ringdesk.records;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Accounts;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.web.DeskTimes;
import org.springframework.stereotype.Component;

/** Makes details of what was typed or sent, field by field by the form's names, and the other way round. */
@Component
class RecordInputs {
    private static final List<RecordField> CATEGORY_LEVELS =
            List.of(RecordField.CATEGORY, RecordField.SUBCATEGORY, RecordField.THIRD_LEVEL);
    private static final Set<String> YES = Set.of("true", "on", "yes", "1");

    private final Catalog catalog;
    private final People people;
    private final Accounts accounts;
    private final DeskTimes times;

    RecordInputs(Catalog catalog, People people, Accounts accounts, DeskTimes times) {
        this.catalog = catalog;
        this.people = people;
        this.accounts = accounts;
        this.times = times;
    }

    /** What a form that shows the record holds. */
    Map<String, String> of(ServiceRecord record) {
        Map<String, String> typed = new HashMap<>();
        for (RecordField field : RecordField.values()) {
            typed.put(field.formName(), field.value(record));
        }
        typed.put(RecordField.DUE_AT.formName(), times.forForm(record.details().dueAt()));
        return typed;
    }

    /** What was sent over what was there; another category takes the levels below it along, unless they came, too. */
    static Map<String, String> over(Map<String, String> there, Map<RecordField, String> sent) {
        Map<String, String> all = new HashMap<>(there);
        if (sent.containsKey(RecordField.CATEGORY)) {
            all.put(RecordField.SUBCATEGORY.formName(), "");
        }
        if (sent.containsKey(RecordField.CATEGORY) || sent.containsKey(RecordField.SUBCATEGORY)) {
            all.put(RecordField.THIRD_LEVEL.formName(), "");
        }
        sent.forEach((field, value) -> all.put(field.formName(), value));
        return all;
    }

    /** The same for a record that is to be made. */
    RecordDetails details(Map<String, String> typed) {
        return details(typed, null);
    }

    /**
     * @param typed by the form's names; choices by number or name, a missing one gets what a new record starts with
     * @param current the record that is to be changed: what it has, it may keep even if that was retired
     * @throws InvalidRecord with every field that cannot be kept as typed
     */
    RecordDetails details(Map<String, String> typed, @Nullable ServiceRecord current) {
        var fields = new Fields(typed, new ArrayList<>());
        String title = CleanText.line(fields.text(RecordField.TITLE));
        String description = CleanText.lines(fields.text(RecordField.DESCRIPTION));
        String solution = CleanText.lines(fields.text(RecordField.SOLUTION));
        fields.problems.addAll(RecordDetails.problems(title, description, solution));
        RecordType type = fields.choice(RecordField.TYPE, RecordType::named, names(RecordType.values()));
        Status status = fields.choice(RecordField.STATUS, catalog::status, statusNames());
        Level urgency = fields.choice(RecordField.URGENCY, Level::named, names(Level.values()));
        Level impact = fields.choice(RecordField.IMPACT, Level::named, names(Level.values()));
        Person requester =
                fields.named(RecordField.REQUEST_USER, "records.problem.unknown-person", people::withUserName);
        Account assignee = fields.named(RecordField.ASSIGNEE, "records.problem.unknown-agent", this::agent);
        var dueAt = fields.named(RecordField.DUE_AT, "records.problem.no-time", times::read);
        Category category = category(fields);
        fields.problems.addAll(retired(status, category, current));
        if (!fields.problems.isEmpty()) {
            throw new InvalidRecord(fields.problems);
        }
        return new RecordDetails(
                type == null ? RecordType.INCIDENT : type,
                title,
                description,
                (status == null ? catalog.firstStatus() : status).id(),
                urgency == null ? Level.MEDIUM : urgency,
                impact == null ? Level.MEDIUM : impact,
                category == null ? null : category.id(),
                requester == null ? null : requester.id(),
                assignee == null ? null : assignee.id(),
                isYes(fields.text(RecordField.RESTRICTED)),
                dueAt,
                solution);
    }

    private static List<RecordProblem> retired(
            @Nullable Status status, @Nullable Category category, @Nullable ServiceRecord current) {
        List<RecordProblem> problems = new ArrayList<>();
        if (status != null
                && status.retired()
                && (current == null || !status.id().equals(current.status().id()))) {
            problems.add(new RecordProblem(RecordField.STATUS, "records.problem.retired", status.name()));
        }
        if (category != null
                && category.retired()
                && (current == null || !category.id().equals(current.details().category()))) {
            RecordField level = CATEGORY_LEVELS.get(category.level() - 1);
            problems.add(new RecordProblem(level, "records.problem.retired", category.pathName()));
        }
        return problems;
    }

    static boolean isYes(String text) {
        return YES.contains(text.strip());
    }

    /** What was typed into a field as {@link RecordField#shown} would show it; what cannot be read stands for itself. */
    String shown(RecordField field, Map<String, String> typed) {
        String text = typed.getOrDefault(field.formName(), "");
        return switch (field) {
            case STATUS -> catalog.status(text).map(Status::name).orElse(text);
            case ASSIGNEE -> accounts.withLogin(text).map(Account::displayName).orElse(text);
            case REQUEST_USER ->
                people.withUserName(text).map(Person::displayName).orElse(text);
            case CATEGORY -> {
                var fields = new Fields(typed, new ArrayList<>());
                Category category = category(fields);
                yield category == null || !fields.problems.isEmpty() ? text : category.pathName();
            }
            case RESTRICTED -> Boolean.toString(isYes(text));
            case DUE_AT -> times.read(text).map(Object::toString).orElse(text);
            case DESCRIPTION, SOLUTION -> CleanText.lines(text);
            case TITLE -> CleanText.line(text);
            case TYPE, SUBCATEGORY, THIRD_LEVEL, URGENCY, IMPACT -> text;
        };
    }

    private Optional<Account> agent(String login) {
        return accounts.withLogin(CleanText.line(login)).filter(Account::isAgent);
    }

    /** Each level below the one above; a number alone brings its levels above with it. */
    private @Nullable Category category(Fields fields) {
        Category chosen = null;
        int level = 0;
        for (RecordField field : CATEGORY_LEVELS) {
            level++;
            String text = fields.text(field).strip();
            if (!text.isEmpty()) {
                Category next = below(chosen, level, text).orElse(null);
                if (next == null) {
                    fields.problems.add(
                            new RecordProblem(field, "records.problem.unknown-category", CleanText.excerpt(text)));
                    return chosen;
                }
                chosen = next;
            }
        }
        return chosen;
    }

    private Optional<Category> below(@Nullable Category above, int level, String text) {
        Categories categories = catalog.categories();
        int aboveLevel = above == null ? 0 : above.level();
        return aboveLevel == level - 1
                ? categories.below(above == null ? null : above.id(), text)
                : categories.ofLevel(level).stream()
                        .filter(category -> category.id().toString().equals(text))
                        .filter(category ->
                                above == null || categories.within(above.id()).contains(category.id()))
                        .findFirst();
    }

    private String statusNames() {
        return catalog.statuses().stream().map(Status::name).collect(Collectors.joining(", "));
    }

    private static String names(RecordType... types) {
        return Stream.of(types).map(RecordType::apiName).collect(Collectors.joining(", "));
    }

    private static String names(Level... levels) {
        return Stream.of(levels).map(Level::apiName).collect(Collectors.joining(", "));
    }

    private record Fields(Map<String, String> typed, List<RecordProblem> problems) {
        String text(RecordField field) {
            return typed.getOrDefault(field.formName(), "");
        }

        <T> @Nullable T choice(RecordField field, Function<String, Optional<T>> read, String known) {
            return read(field, read, "records.problem.unknown-choice", known);
        }

        <T> @Nullable T named(RecordField field, String code, Function<String, Optional<T>> read) {
            return read(field, read, code, "");
        }

        private <T> @Nullable T read(RecordField field, Function<String, Optional<T>> read, String code, String known) {
            String text = text(field).strip();
            Optional<T> value = text.isEmpty() ? Optional.empty() : read.apply(text);
            if (value.isEmpty() && !text.isEmpty()) {
                problems.add(new RecordProblem(field, code, CleanText.excerpt(text), known));
            }
            return value.orElse(null);
        }
    }
}
