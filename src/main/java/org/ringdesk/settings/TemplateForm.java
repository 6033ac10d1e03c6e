package org.ringdesk.settings;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.Level;
import org.ringdesk.records.RecordTemplate;
import org.ringdesk.records.RecordType;
import org.springframework.http.HttpStatus;

/**
 * A template as its form holds it.
 *
 * @param category a number, or empty
 * @param urgency as {@link Level#apiName}, or empty where the template leaves it
 * @param impact likewise
 */
public record TemplateForm(
        int version,
        String name,
        String type,
        String title,
        String description,
        String category,
        String urgency,
        String impact) {

    static final TemplateForm EMPTY = new TemplateForm(0, "", RecordType.INCIDENT.apiName(), "", "", "", "", "");

    static TemplateForm of(RecordTemplate template) {
        return new TemplateForm(
                template.version(),
                template.name(),
                template.type().apiName(),
                template.title(),
                template.description(),
                Objects.toString(template.category(), ""),
                name(template.urgency()),
                name(template.impact()));
    }

    TemplateForm at(int newest) {
        return new TemplateForm(newest, name, type, title, description, category, urgency, impact);
    }

    /** @throws Refused 422 where a choice is none that the form offers */
    RecordTemplate template(int id) {
        return new RecordTemplate(
                id,
                name,
                RecordType.named(type).orElseThrow(TemplateForm::unreadable),
                title,
                description,
                CategoryForm.id(category),
                chosen(urgency, Level::named),
                chosen(impact, Level::named),
                version);
    }

    private static <T> @Nullable T chosen(String text, Function<String, Optional<T>> read) {
        return text.isBlank() ? null : read.apply(text).orElseThrow(TemplateForm::unreadable);
    }

    private static String name(@Nullable Level level) {
        return level == null ? "" : level.apiName();
    }

    private static Refused unreadable() {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "records.catalog.unreadable");
    }
}
