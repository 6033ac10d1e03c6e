package org.ringdesk.records;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The category tree at one moment. */
public final class Categories {
    private final Map<CategoryId, Category> byId = new LinkedHashMap<>();

    /**
     * @param all in the order in which they are offered
     */
    Categories(Collection<Category> all) {
        all.forEach(category -> byId.put(category.id(), category));
    }

    public Optional<Category> find(@Nullable CategoryId id) {
        return Optional.ofNullable(id).map(byId::get);
    }

    /** Each category before what is below it. */
    public List<Category> all() {
        return ofLevel(1).stream().flatMap(this::withBelow).toList();
    }

    private Stream<Category> withBelow(Category category) {
        return Stream.concat(
                Stream.of(category),
                byId.values().stream()
                        .filter(below -> category.id().equals(below.parent()))
                        .flatMap(this::withBelow));
    }

    /** The categories of a level from 1 to 3, in the order in which they are offered. */
    public List<Category> ofLevel(int level) {
        return byId.values().stream()
                .filter(category -> category.level() == level)
                .toList();
    }

    /** What a form's select of that level offers: what is not retired, and what was chosen before, as numbers. */
    public List<Category> offered(int level, String... chosen) {
        List<String> kept = List.of(chosen);
        return ofLevel(level).stream()
                .filter(category ->
                        !category.retired() || kept.contains(category.id().toString()))
                .toList();
    }

    /** What is directly below a category, or of the first level where that is null; in the order of the forms. */
    public List<Category> directlyBelow(@Nullable CategoryId parent) {
        return byId.values().stream()
                .filter(category -> Objects.equals(parent, category.parent()))
                .toList();
    }

    /** The category of that number or name directly below the parent, or of the first level where that is null. */
    public Optional<Category> below(@Nullable CategoryId parent, String text) {
        String name = text.strip();
        return directlyBelow(parent).stream()
                .filter(category -> category.name().equalsIgnoreCase(name)
                        || category.id().toString().equals(name))
                .findFirst();
    }

    /** By number, or the first of that name from the first level down, ignoring case. */
    public Optional<Category> named(String text) {
        String name = text.strip();
        return byId.values().stream()
                .filter(category -> category.id().toString().equals(name))
                .findFirst()
                .or(() -> byId.values().stream()
                        .filter(category -> category.name().equalsIgnoreCase(name))
                        .min(Comparator.comparingInt(Category::level)));
    }

    /** The category and everything below it. */
    public List<CategoryId> within(CategoryId id) {
        return byId.values().stream()
                .filter(category ->
                        category.path().stream().anyMatch(step -> step.id().equals(id)))
                .map(Category::id)
                .toList();
    }
}
