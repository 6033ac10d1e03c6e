package org.ringdesk.records;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of the three-level tree.
 *
 * @param parent null for a category of the first level
 * @param path this category's ancestors from the first level down, itself last: one to three
 * @param version counts the changes, for optimistic locking
 */
public record Category(CategoryId id, @Nullable CategoryId parent, String name, List<Step> path, int version) {
    /** One level of a path. */
    public record Step(CategoryId id, String name, boolean retired) {}

    /** Whether it stays where it is but is not offered any more; with a category all below it are retired. */
    public boolean retired() {
        return path.stream().anyMatch(Step::retired);
    }

    /** Whether it is retired itself, not only with one above. */
    public boolean retiredItself() {
        return path.getLast().retired();
    }

    /** 1 category, 2 subcategory, 3 third level. */
    public int level() {
        return path.size();
    }

    /** The name at a level from 1 to 3; empty below this category. */
    public String nameAt(int level) {
        return level <= path.size() ? path.get(level - 1).name() : "";
    }

    /** The number at a level from 1 to 3 as a form's value; empty below this category. */
    public String valueAt(int level) {
        return level <= path.size() ? path.get(level - 1).id().toString() : "";
    }

    /** Such as {@code Hardware › Printer › Toner}. */
    public String pathName() {
        return String.join(" › ", path.stream().map(Step::name).toList());
    }
}
