package org.ringdesk.records;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Accounts;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.drafts.Drafts;
import org.ringdesk.people.CallerMatch;
import org.ringdesk.people.CallerMatches;
import org.ringdesk.people.MatchNotice;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.records.NewRecordRepository.Beside;
import org.ringdesk.records.NewRecordRepository.Kept;
import org.ringdesk.records.Openings.Sealed;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts together what the form of a new record shows: one statement for the match, one for all else. */
@Component
class NewRecordPages {
    private static final int MOST_OPEN = 9;

    private final CallerMatches matches;
    private final People people;
    private final Records records;
    private final NewRecordRepository repository;
    private final Catalog catalog;
    private final Accounts accounts;
    private final Openings openings;
    private final MessageSource messages;
    private final FormCalls calls;
    private final Drafts drafts;

    NewRecordPages(
            CallerMatches matches,
            People people,
            Records records,
            NewRecordRepository repository,
            Catalog catalog,
            Accounts accounts,
            Openings openings,
            MessageSource messages,
            FormCalls calls,
            Drafts drafts) {
        this.drafts = drafts;
        this.matches = matches;
        this.people = people;
        this.records = records;
        this.repository = repository;
        this.catalog = catalog;
        this.accounts = accounts;
        this.openings = openings;
        this.messages = messages;
        this.calls = calls;
    }

    /** The form as the opening asks for it, or as it was left on an earlier visit. */
    NewRecordPage opened(Sealed sealed, SignedIn me, Locale locale) {
        Opening opening = sealed.opening();
        CallerMatch match = matches.match(opening.caller(), locale);
        @Nullable Person caller = match.person().orElse(null);
        @Nullable FormCall call = calls.of(opening, me);
        Beside beside = repository.beside(
                opening.submission(),
                call == null ? List.of() : call.partners(),
                caller == null ? null : caller.id(),
                me,
                MOST_OPEN);
        FormDraft draft = draft(beside, me);
        Filled filled = typed(beside, me)
                .map(typed -> again(sealed, typed, match, me, locale))
                .orElseGet(() -> untouched(sealed, new CallerPanel(match, caller, beside.open()), me, locale));
        return filled.with(draft).with(call).build(List.of(), Map.of());
    }

    private FormDraft draft(Beside beside, SignedIn me) {
        @Nullable Kept own = live(beside).orElse(null);
        @Nullable Handed handed = beside.handed().orElse(null);
        boolean newer =
                handed != null && (own == null || handed.laterThan(own.draft().updatedAt()));
        return new FormDraft(
                beside.own().map(kept -> kept.draft().restored()).orElse(null),
                false,
                newer ? handed : null,
                own == null,
                drafts.shown(beside.others(), me));
    }

    private static Optional<Kept> live(Beside beside) {
        return beside.own().filter(kept -> !kept.draft().discarded());
    }

    private static Optional<NewRecordForm> typed(Beside beside, SignedIn me) {
        return live(beside)
                .map(Kept::typed)
                .or(() -> beside.handed()
                        .map(handed -> handed.takenOverBy(me.account().login())));
    }

    private Filled untouched(Sealed sealed, CallerPanel caller, SignedIn me, Locale locale) {
        NewRecordForm form = prefilled(
                sealed.opening(), template(sealed.opening()), me, caller.match().person());
        return page(sealed, form, caller, locale);
    }

    /** The form with what was typed. */
    Filled again(Opening opening, NewRecordForm form, SignedIn me, Locale locale) {
        return again(openings.sealed(opening), form, matches.match(opening.caller(), locale), me, locale)
                .with(calls.of(opening, me));
    }

    private Filled again(Sealed sealed, NewRecordForm form, CallerMatch match, SignedIn me, Locale locale) {
        @Nullable Person chosen = chosen(form.text("requestUser"), match);
        return page(sealed, form, new CallerPanel(match, chosen, open(chosen, me)), locale);
    }

    private @Nullable Person chosen(String userName, CallerMatch match) {
        return match.candidates().stream()
                .filter(person -> person.userName().equalsIgnoreCase(userName.strip()))
                .findFirst()
                .or(() -> people.withUserName(userName))
                .orElse(null);
    }

    private Optional<RecordTemplate> template(Opening opening) {
        return catalog.templates().stream()
                .filter(template -> Integer.toString(template.id()).equals(opening.template()))
                .findFirst();
    }

    private NewRecordForm prefilled(
            Opening opening, Optional<RecordTemplate> template, SignedIn me, Optional<Person> caller) {
        Map<String, String> values = new HashMap<>();
        values.put("type", opening.type().apiName());
        values.put("urgency", Level.MEDIUM.apiName());
        values.put("impact", Level.LOW.apiName());
        values.put("status", catalog.firstStatus().id().toString());
        values.put(
                "assignee",
                opening.form() == Opening.Form.PHONE_CALL ? me.account().login() : "");
        values.put("requestUser", caller.map(Person::userName).orElse(""));
        template.ifPresent(chosen -> fill(values, chosen));
        return new NewRecordForm(values);
    }

    private void fill(Map<String, String> values, RecordTemplate template) {
        values.put("type", template.type().apiName());
        values.put("title", template.title());
        values.put("description", template.description());
        if (template.urgency() != null) {
            values.put("urgency", template.urgency().apiName());
        }
        if (template.impact() != null) {
            values.put("impact", template.impact().apiName());
        }
        catalog.categories()
                .find(template.category())
                .filter(category -> !category.retired())
                .ifPresent(category -> {
                    values.put("category", category.valueAt(1));
                    values.put("subcategory", category.valueAt(2));
                    values.put("thirdLevel", category.valueAt(3));
                });
    }

    private List<OpenRecord> open(@Nullable Person person, SignedIn me) {
        return person == null
                ? List.of()
                : records.openOf(person.id(), Reader.of(me), MOST_OPEN).stream()
                        .map(OpenRecord::of)
                        .toList();
    }

    private Filled page(Sealed sealed, NewRecordForm form, CallerPanel caller, Locale locale) {
        var choices = Choices.of(catalog, accounts);
        List<FormNotice> notices = notices(sealed.opening(), caller.match(), locale);
        return new Filled(
                sealed.opening(), sealed.text(), form, caller, choices, notices, FormDraft.UNKEPT, null, null);
    }

    private List<FormNotice> notices(Opening opening, CallerMatch match, Locale locale) {
        List<FormNotice> notices = new ArrayList<>();
        match.notices()
                .forEach(notice ->
                        notices.add(new FormNotice(notice.code().value(), kind(notice.code()), notice.text())));
        opening.oddities().forEach(oddity -> notices.add(notice(oddity.code(), "warn", locale, oddity.value())));
        if (!opening.template().isEmpty() && template(opening).isEmpty()) {
            notices.add(notice("unknown-template", "warn", locale, opening.template()));
        }
        return notices;
    }

    FormNotice notice(String code, String kind, Locale locale, Object... facts) {
        return new FormNotice(code, kind, messages.getMessage("records.notice." + code, facts, locale));
    }

    private static String kind(MatchNotice.Code code) {
        return switch (code) {
            case SEVERAL_MATCH, PARTIAL_MATCH, MACRO, DISABLED_MATCH, SHARED_NUMBER -> "warn";
            case NO_MATCH, WITHHELD, UNKNOWN_FIELD, NOT_A_NUMBER -> "info";
        };
    }

    /** A page that still may get notices and errors. */
    record Filled(
            Opening opening,
            String o,
            NewRecordForm form,
            CallerPanel caller,
            Choices choices,
            List<FormNotice> notices,
            FormDraft draft,
            @Nullable FormCall call,
            @Nullable RecordId already) {

        Filled with(FormDraft other) {
            return new Filled(opening, o, form, caller, choices, notices, other, call, already);
        }

        Filled with(@Nullable FormCall other) {
            return new Filled(opening, o, form, caller, choices, notices, draft, other, already);
        }

        Filled made(RecordId other) {
            return new Filled(opening, o, form, caller, choices, notices, draft, call, other);
        }

        NewRecordPage build(List<FormNotice> first, Map<String, String> errors) {
            List<FormNotice> all = new ArrayList<>(first);
            all.addAll(notices);
            @Nullable FormCallPage line = call == null ? null : new FormCallPage(call, o, draft.handedAt(), null);
            return new NewRecordPage(opening, o, form, caller, choices, all, draft, line, already, errors);
        }
    }
}
