package org.ringdesk.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.records.Categories;
import org.ringdesk.records.Category;
import org.ringdesk.records.Level;
import org.ringdesk.records.RecordTemplate;
import org.ringdesk.records.RecordType;

/**
 * One template, or the form of a new one.
 *
 * @param template as it is kept; null for a new one
 */
public record TemplatePage(
        SettingsFrame frame, @Nullable RecordTemplate template, TemplateForm form, Categories categories) {

    public List<RecordType> types() {
        return List.of(RecordType.values());
    }

    public List<Level> levels() {
        return List.of(Level.values());
    }

    /** What is not retired, and what the form holds. */
    public List<Category> offered() {
        return categories.all().stream()
                .filter(category ->
                        !category.retired() || category.id().toString().equals(form.category()))
                .toList();
    }
}
