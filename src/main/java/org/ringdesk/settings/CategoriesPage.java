package org.ringdesk.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.records.Categories;
import org.ringdesk.records.Category;

/**
 * The whole tree, from the first level.
 *
 * @param name what was typed for a new one
 */
public record CategoriesPage(
        SettingsFrame frame,
        Categories categories,
        String name,
        @Nullable Focus focus) {
    public List<Category> first() {
        return categories.directlyBelow(null);
    }
}
