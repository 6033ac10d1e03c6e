package org.ringdesk.settings;

import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.Category;
import org.ringdesk.records.CategoryId;
import org.springframework.http.HttpStatus;

/**
 * What was typed about a category.
 *
 * @param parent a number, or empty for the first level
 */
record CategoryForm(int version, String name, String parent) {
    CategoryForm(Category category) {
        this(
                category.version(),
                category.name(),
                category.parent() == null ? "" : category.parent().toString());
    }

    /** @throws Refused 422 where it is no number */
    static @Nullable CategoryId id(String text) {
        if (text.isBlank()) {
            return null;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "records.catalog.unreadable");
        }
        return new CategoryId(Integer.parseInt(text));
    }
}
