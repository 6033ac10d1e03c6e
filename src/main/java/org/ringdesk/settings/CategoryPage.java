package org.ringdesk.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.records.Categories;
import org.ringdesk.records.Category;
import org.ringdesk.records.CategoryUses;

/**
 * One category with what is below it.
 *
 * @param name what its form holds
 * @param parent the number that its form holds, or empty
 * @param below what was typed for a new one below it
 */
public record CategoryPage(
        SettingsFrame frame,
        Category category,
        Categories categories,
        String name,
        String parent,
        String below,
        CategoryUses uses,
        @Nullable Focus focus) {

    public boolean mayHaveBelow() {
        return category.level() < 3;
    }

    public List<Category> directlyBelow() {
        return categories.directlyBelow(category.id());
    }

    /** Where else on its level it could be. */
    public List<Category> parents() {
        return categories.ofLevel(category.level() - 1);
    }

    /** How many go with it when it is deleted. */
    public int allBelow() {
        return categories.within(category.id()).size() - 1;
    }
}
