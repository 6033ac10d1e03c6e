package org.ringdesk.settings;

import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.Catalog;
import org.ringdesk.records.CatalogHistory;
import org.ringdesk.records.CatalogKind;
import org.ringdesk.records.Category;
import org.ringdesk.records.CategoryEditing;
import org.ringdesk.records.CategoryId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Puts the pages of categories together, from what is kept now. */
@Component
class CategoryPages {
    private final Catalog catalog;
    private final CategoryEditing editing;
    private final CatalogHistory history;

    CategoryPages(Catalog catalog, CategoryEditing editing, CatalogHistory history) {
        this.catalog = catalog;
        this.editing = editing;
        this.history = history;
    }

    CategoriesPage all(@Nullable Refused problem, String name, @Nullable Focus focus) {
        catalog.refresh();
        return new CategoriesPage(frame(problem), catalog.categories(), name, focus);
    }

    CategoryPage one(CategoryId id, @Nullable Refused problem, @Nullable Focus focus) {
        Category category = find(id);
        return page(category, problem, new CategoryForm(category), "", focus);
    }

    CategoryPage refused(CategoryId id, Refused problem, CategoryForm typed) {
        return page(find(id), problem, typed, "", null);
    }

    CategoryPage refusedBelow(CategoryId id, Refused problem, String below) {
        Category category = find(id);
        return page(category, problem, new CategoryForm(category), below, null);
    }

    /** Where a category is listed: the page of its parent, or the first one. */
    String path(CategoryId id) {
        CategoryId parent = find(id).parent();
        return parent == null ? CategoriesController.PATH : CategoriesController.PATH + "/" + parent;
    }

    private CategoryPage page(
            Category category, @Nullable Refused problem, CategoryForm form, String below, @Nullable Focus focus) {
        return new CategoryPage(
                frame(problem),
                category,
                catalog.categories(),
                form.name(),
                form.parent(),
                below,
                editing.uses(category.id()),
                focus);
    }

    private Category find(CategoryId id) {
        catalog.refresh();
        return catalog.categories()
                .find(id)
                .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "records.catalog.missing-category"));
    }

    private SettingsFrame frame(@Nullable Refused problem) {
        return new SettingsFrame(
                CatalogKind.CATEGORY, problem, history.last(CatalogKind.CATEGORY, StatusPages.CHANGES));
    }
}
