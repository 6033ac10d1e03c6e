package org.ringdesk.records;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Actor;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** The category tree as an administrator changes it: three levels, names told apart among those below the same parent. */
@Service
public class CategoryEditing {
    private static final int LEVELS = 3;

    private final CategoryRepository repository;
    private final Catalog catalog;
    private final CatalogWriting writing;
    private final CatalogHistory history;

    CategoryEditing(CategoryRepository repository, Catalog catalog, CatalogWriting writing, CatalogHistory history) {
        this.repository = repository;
        this.catalog = catalog;
        this.writing = writing;
        this.history = history;
    }

    /** Of the category and everything below it. */
    public CategoryUses uses(CategoryId id) {
        return uses(catalog.categories(), catalog.templates(), id);
    }

    /**
     * Adds one behind its siblings.
     *
     * @param parent null for the first level
     * @throws Refused 422 where there is no such parent or it is of the third level; 422 or 409 where the name cannot be
     *     kept, see {@link CatalogName}
     */
    public void add(@Nullable CategoryId parent, String typed, Actor by) {
        writing.write(now -> {
            if (levelOf(now, parent) >= LEVELS) {
                throw CatalogRefused.unreadable();
            }
            List<Category> siblings = now.categories().directlyBelow(parent);
            String name = CatalogName.of(typed, siblings.stream().map(Category::name));
            repository.insert(parent, name);
            history.done(by, CatalogKind.CATEGORY, path(now, parent, name), "created");
        });
    }

    /**
     * Renames it, or puts it below another parent of the same level, behind its new siblings.
     *
     * @param parent null for a category of the first level, which stays there
     * @throws Refused 404; 409 where it has changed since that version; 422 or 409 as {@link #add}
     */
    public void change(CategoryId id, int version, String typed, @Nullable CategoryId parent, Actor by) {
        writing.write(now -> {
            Category category = current(now, id, version);
            refuseOtherLevel(now, category, parent);
            List<Category> siblings = now.categories().directlyBelow(parent);
            String name = CatalogName.of(
                    typed,
                    siblings.stream().filter(other -> !other.id().equals(id)).map(Category::name));
            repository.rename(id, name);
            if (!Objects.equals(parent, category.parent())) {
                repository.place(id, parent);
            }
            history.changed(
                    by,
                    Stream.of(
                            fact(category, "name", category.name(), name),
                            fact(category, "parent", above(now, category.parent()), above(now, parent))));
        });
    }

    /** @throws Refused 404 */
    public void move(CategoryId id, CatalogMove move, Actor by) {
        writing.write(now -> {
            Category category = find(now, id);
            List<Category> siblings = now.categories().directlyBelow(category.parent());
            List<Category> moved = move.in(siblings, category);
            if (!moved.equals(siblings)) {
                repository.order(moved.stream().map(Category::id).toList());
                history.done(by, CatalogKind.CATEGORY, category.pathName(), move.field());
            }
        });
    }

    /** With everything below it. @throws Refused 404; 409 where it has changed since that version */
    public void retire(CategoryId id, int version, boolean retired, Actor by) {
        writing.write(now -> {
            Category category = current(now, id, version);
            if (category.retiredItself() != retired) {
                repository.retire(id, retired);
                history.done(by, CatalogKind.CATEGORY, category.pathName(), retired ? "retired" : "restored");
            }
        });
    }

    /**
     * With everything below it.
     *
     * @throws Refused 404; 409 where it has changed since that version, or a record or template uses any of it
     */
    public void delete(CategoryId id, int version, Actor by) {
        writing.write(now -> {
            Category category = current(now, id, version);
            CategoryUses uses = uses(now.categories(), now.templates(), id);
            if (uses.records() > 0) {
                throw new Refused(
                        HttpStatus.CONFLICT, "records.catalog.category-used", category.pathName(), uses.records());
            }
            if (!uses.none()) {
                throw new Refused(
                        HttpStatus.CONFLICT,
                        "records.catalog.category-in-template",
                        category.pathName(),
                        String.join(", ", uses.templates()));
            }
            List<Category> all = now.categories().within(id).stream()
                    .flatMap(below -> now.categories().find(below).stream())
                    .toList();
            repository.delete(all.stream().map(Category::id).toList());
            all.reversed().forEach(gone -> history.done(by, CatalogKind.CATEGORY, gone.pathName(), "deleted"));
        });
    }

    private CategoryUses uses(Categories categories, List<RecordTemplate> templates, CategoryId id) {
        List<CategoryId> within = categories.within(id);
        List<String> names = templates.stream()
                .filter(template -> template.category() != null && within.contains(template.category()))
                .map(RecordTemplate::name)
                .toList();
        return new CategoryUses(repository.uses(within), names);
    }

    private static void refuseOtherLevel(Catalog.Entries now, Category category, @Nullable CategoryId parent) {
        if (levelOf(now, parent) != category.level() - 1) {
            throw CatalogRefused.unreadable();
        }
    }

    /** 0 above the first level; an unknown category has nothing below it. */
    private static int levelOf(Catalog.Entries now, @Nullable CategoryId id) {
        return id == null ? 0 : now.categories().find(id).map(Category::level).orElse(LEVELS);
    }

    private static Category current(Catalog.Entries now, CategoryId id, int version) {
        Category category = find(now, id);
        if (category.version() != version) {
            throw CatalogRefused.stale(category.pathName());
        }
        return category;
    }

    private static Category find(Catalog.Entries now, CategoryId id) {
        return now.categories().find(id).orElseThrow(() -> CatalogRefused.missing(CatalogKind.CATEGORY));
    }

    private static CatalogFact fact(Category category, String field, String before, String after) {
        return new CatalogFact(CatalogKind.CATEGORY, category.pathName(), field, before, after);
    }

    private static String above(Catalog.Entries now, @Nullable CategoryId parent) {
        return now.categories().find(parent).map(Category::pathName).orElse("");
    }

    private static String path(Catalog.Entries now, @Nullable CategoryId parent, String name) {
        return parent == null ? name : above(now, parent) + " › " + name;
    }
}
