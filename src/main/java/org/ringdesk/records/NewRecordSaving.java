package org.ringdesk.records;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.ringdesk.agents.SignedIn;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a record of a form, once per opening. */
@Component
class NewRecordSaving {
    private final Records records;
    private final RecordInputs inputs;
    private final Catalog catalog;
    private final ChoiceLearning learning;
    private final MessageSource messages;
    private final RecordCalls calls;
    private final TransactionTemplate transactions;

    NewRecordSaving(
            Records records,
            RecordInputs inputs,
            Catalog catalog,
            ChoiceLearning learning,
            MessageSource messages,
            RecordCalls calls,
            TransactionTemplate transactions) {
        this.calls = calls;
        this.transactions = transactions;
        this.records = records;
        this.inputs = inputs;
        this.catalog = catalog;
        this.learning = learning;
        this.messages = messages;
    }

    /** What became of pressing Save. */
    sealed interface Outcome {}

    /** There is a record of this form: made just now, or by the same button pressed twice. */
    record Saved(RecordId id) implements Outcome {}

    /** This opening was saved before, with other text. Saving the text again makes another record. */
    record AlreadySaved(RecordId id) implements Outcome {}

    /** Nothing was saved. */
    record Incomplete(List<RecordProblem> problems, MessageSource messages) implements Outcome {
        /** What is wrong, by the form's field. */
        Map<String, String> texts(Locale locale) {
            return problems.stream()
                    .collect(Collectors.toMap(
                            problem -> problem.field().formName(),
                            problem -> messages.getMessage(problem, locale),
                            (first, next) -> first));
        }
    }

    Outcome save(Opening opening, NewRecordForm form, SignedIn me) {
        try {
            RecordDetails details = details(form);
            SavedRecord saved =
                    Objects.requireNonNull(transactions.execute(transaction -> create(opening, details, me)));
            if (saved.created()) {
                learning.saved(opening, details.requestUser(), me);
            }
            return saved.created() || same(saved.id(), details, me)
                    ? new Saved(saved.id())
                    : new AlreadySaved(saved.id());
        } catch (InvalidRecord e) {
            return new Incomplete(e.problems(), messages);
        }
    }

    private SavedRecord create(Opening opening, RecordDetails details, SignedIn me) {
        SavedRecord saved = records.create(new NewRecord(details, Source.PHONE, opening.submission()), me.actor());
        if (saved.created() && opening.call() != null) {
            calls.link(opening.call(), saved.id(), me);
        }
        return saved;
    }

    private RecordDetails details(NewRecordForm form) {
        RecordDetails details = inputs.details(form.typed());
        boolean close = form.text("action").equals("save-and-close")
                && !catalog.statusOf(details.status()).closed();
        return close ? details.withStatus(catalog.solvedStatus().id()) : details;
    }

    private boolean same(RecordId id, RecordDetails details, SignedIn me) {
        return records.visible(id, Reader.of(me))
                && records.read(id, Reader.of(me)).details().equals(details);
    }
}
