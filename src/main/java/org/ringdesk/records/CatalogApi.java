package org.ringdesk.records;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What records are filed under, for other programs: each list is whole, on one page. */
@RestController
@RequestMapping("/api/v1")
class CatalogApi {
    private final Catalog catalog;

    CatalogApi(Catalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping("/statuses")
    Map<String, @Nullable Object> statuses() {
        return list(catalog.allStatuses().stream().map(this::status).toList());
    }

    @GetMapping("/categories")
    Map<String, @Nullable Object> categories() {
        return list(
                catalog.categories().all().stream().map(CatalogApi::category).toList());
    }

    @GetMapping("/priorities")
    Map<String, @Nullable Object> priorities() {
        PriorityMatrix matrix = catalog.priorities();
        return list(Arrays.stream(Level.values())
                .flatMap(urgency -> Arrays.stream(Level.values()).map(impact -> cell(matrix, urgency, impact)))
                .toList());
    }

    private Map<String, @Nullable Object> status(Status status) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", status.id().value());
        json.put("name", status.name());
        json.put("closed", status.closed());
        json.put("retired", status.retired());
        json.put(
                "given_by",
                Stream.of(StatusButton.values())
                        .filter(button -> catalog.givenBy(button).id().equals(status.id()))
                        .map(StatusButton::key)
                        .toList());
        return json;
    }

    private static Map<String, @Nullable Object> category(Category category) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", category.id().value());
        json.put(
                "parent_id",
                category.parent() == null ? null : category.parent().value());
        json.put("level", category.level());
        json.put("name", category.name());
        json.put("path", category.path().stream().map(Category.Step::name).toList());
        json.put("retired", category.retired());
        return json;
    }

    private static Map<String, @Nullable Object> cell(PriorityMatrix matrix, Level urgency, Level impact) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("urgency", urgency.apiName());
        json.put("impact", impact.apiName());
        json.put("priority", matrix.of(urgency, impact).code());
        return json;
    }

    private static Map<String, @Nullable Object> list(List<?> items) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("items", items);
        json.put("next_cursor", null);
        return json;
    }
}
