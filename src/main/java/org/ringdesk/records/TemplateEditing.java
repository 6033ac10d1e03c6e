package org.ringdesk.records;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Actor;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Templates as an administrator changes them. Links name them by number: renaming one breaks no link, deleting it does. */
@Service
public class TemplateEditing {
    private final TemplateRepository repository;
    private final CatalogWriting writing;
    private final CatalogHistory history;

    TemplateEditing(TemplateRepository repository, CatalogWriting writing, CatalogHistory history) {
        this.repository = repository;
        this.writing = writing;
        this.history = history;
    }

    /**
     * @param typed its number and version are left aside
     * @throws Refused 422 or 409 where something cannot be kept, see {@link CatalogName}
     */
    public void add(RecordTemplate typed, Actor by) {
        writing.write(now -> {
            RecordTemplate template = checked(now, typed, now.templates().stream());
            repository.insert(template);
            history.done(by, CatalogKind.TEMPLATE, template.name(), "created");
        });
    }

    /** @throws Refused 404; 409 where it has changed since that version; 422 or 409 as {@link #add} */
    public void change(RecordTemplate typed, Actor by) {
        writing.write(now -> {
            RecordTemplate before = current(now, typed.id(), typed.version());
            RecordTemplate after =
                    checked(now, typed, now.templates().stream().filter(other -> other.id() != typed.id()));
            repository.update(after);
            history.changed(by, facts(now, before, after));
        });
    }

    /** @throws Refused 404; 409 where it has changed since that version */
    public void delete(int id, int version, Actor by) {
        writing.write(now -> {
            RecordTemplate template = current(now, id, version);
            repository.delete(id);
            history.done(by, CatalogKind.TEMPLATE, template.name(), "deleted");
        });
    }

    private static RecordTemplate checked(Catalog.Entries now, RecordTemplate typed, Stream<RecordTemplate> others) {
        String name = CatalogName.of(typed.name(), others.map(RecordTemplate::name));
        String title = CleanText.line(typed.title());
        String description = CleanText.lines(typed.description());
        refuseLonger(title, RecordDetails.LONGEST_TITLE, "records.catalog.title-long");
        refuseLonger(description, RecordDetails.LONGEST_TEXT, "records.catalog.description-long");
        if (typed.category() != null && now.categories().find(typed.category()).isEmpty()) {
            throw CatalogRefused.unreadable();
        }
        return new RecordTemplate(
                typed.id(),
                name,
                typed.type(),
                title,
                description,
                typed.category(),
                typed.urgency(),
                typed.impact(),
                typed.version());
    }

    private static void refuseLonger(String text, int longest, String code) {
        int length = text.codePointCount(0, text.length());
        if (length > longest) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, code, longest, length);
        }
    }

    private static Stream<CatalogFact> facts(Catalog.Entries now, RecordTemplate before, RecordTemplate after) {
        Map<String, String> old = values(now, before);
        return values(now, after).entrySet().stream()
                .map(field -> new CatalogFact(
                        CatalogKind.TEMPLATE,
                        before.name(),
                        field.getKey(),
                        old.getOrDefault(field.getKey(), ""),
                        field.getValue()));
    }

    private static Map<String, String> values(Catalog.Entries now, RecordTemplate template) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", template.name());
        values.put("type", template.type().apiName());
        values.put("title", template.title());
        values.put("description", template.description());
        values.put(
                "category",
                now.categories()
                        .find(template.category())
                        .map(Category::pathName)
                        .orElse(""));
        values.put("urgency", level(template.urgency()));
        values.put("impact", level(template.impact()));
        return values;
    }

    private static String level(@Nullable Level level) {
        return level == null ? "" : level.apiName();
    }

    private static RecordTemplate current(Catalog.Entries now, int id, int version) {
        RecordTemplate template = now.templates().stream()
                .filter(found -> found.id() == id)
                .findFirst()
                .orElseThrow(() -> CatalogRefused.missing(CatalogKind.TEMPLATE));
        if (template.version() != version) {
            throw CatalogRefused.stale(template.name());
        }
        return template;
    }
}
