package org.ringdesk.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.records.Categories;
import org.ringdesk.records.Category;
import org.ringdesk.records.RecordTemplate;

/** All templates. */
public record TemplatesPage(SettingsFrame frame, List<RecordTemplate> templates, Categories categories) {
    public @Nullable Category category(RecordTemplate template) {
        return categories.find(template.category()).orElse(null);
    }
}
