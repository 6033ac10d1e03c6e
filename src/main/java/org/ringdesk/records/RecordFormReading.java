package org.ringdesk.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Accounts;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.springframework.stereotype.Component;

/** Makes details of a form's fields, or says of each field what is wrong with it. */
@Component
class RecordFormReading {
    private final Catalog catalog;
    private final People people;
    private final Accounts accounts;

    RecordFormReading(Catalog catalog, People people, Accounts accounts) {
        this.catalog = catalog;
        this.people = people;
        this.accounts = accounts;
    }

    /** @throws InvalidRecord with every field that cannot be kept as typed */
    RecordDetails details(Map<String, String> typed) {
        var fields = new Fields(typed);
        RecordType type = fields.choice(RecordField.TYPE, RecordType::named, RecordType.INCIDENT);
        Status status = fields.choice(RecordField.STATUS, catalog::status, catalog.firstStatus());
        Level urgency = fields.choice(RecordField.URGENCY, Level::named, Level.MEDIUM);
        Level impact = fields.choice(RecordField.IMPACT, Level::named, Level.MEDIUM);
        Optional<Category> category = fields.category(catalog.categories());
        Optional<Person> requester =
                fields.named(RecordField.REQUEST_USER, "records.problem.unknown-person", people::withUserName);
        Optional<Account> assignee =
                fields.named(RecordField.ASSIGNEE, "records.problem.unknown-agent", accounts::withLogin);
        String title = CleanText.line(fields.text(RecordField.TITLE));
        String description = CleanText.lines(fields.text(RecordField.DESCRIPTION));
        String solution = CleanText.lines(fields.text(RecordField.SOLUTION));
        fields.problems.addAll(RecordDetails.problems(title, description, solution));
        if (!fields.problems.isEmpty()) {
            throw new InvalidRecord(fields.problems);
        }
        return new RecordDetails(
                type,
                title,
                description,
                status.id(),
                urgency,
                impact,
                category.map(Category::id).orElse(null),
                requester.map(Person::id).orElse(null),
                assignee.map(Account::id).orElse(null),
                !fields.text(RecordField.RESTRICTED).isEmpty(),
                null,
                solution);
    }

    private record Fields(Map<String, String> typed, List<RecordProblem> problems) {
        Fields(Map<String, String> typed) {
            this(typed, new ArrayList<>());
        }

        String text(RecordField field) {
            return typed.getOrDefault(field.formName(), "");
        }

        <T> T choice(RecordField field, Function<String, Optional<T>> named, T ifEmpty) {
            String text = text(field).strip();
            return text.isEmpty()
                    ? ifEmpty
                    : found(field, "records.problem.unknown-category", named.apply(text))
                            .orElse(ifEmpty);
        }

        <T> Optional<T> named(RecordField field, String code, Function<String, Optional<T>> named) {
            String text = text(field).strip();
            return text.isEmpty() ? Optional.empty() : found(field, code, named.apply(text));
        }

        /** The deepest level that was chosen; without script any of the three selects may be used alone. */
        Optional<Category> category(Categories categories) {
            for (RecordField field : List.of(RecordField.THIRD_LEVEL, RecordField.SUBCATEGORY, RecordField.CATEGORY)) {
                String text = text(field).strip();
                if (!text.isEmpty()) {
                    return found(field, "records.problem.unknown-category", byNumber(categories, text));
                }
            }
            return Optional.empty();
        }

        private static Optional<Category> byNumber(Categories categories, String text) {
            return text.matches("\\d{1,9}")
                    ? categories.find(new CategoryId(Integer.parseInt(text)))
                    : Optional.empty();
        }

        private <T> Optional<T> found(RecordField field, String code, Optional<T> value) {
            if (value.isEmpty()) {
                problems.add(new RecordProblem(field, code, text(field)));
            }
            return value;
        }
    }
}
