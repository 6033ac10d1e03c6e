package org.ringdesk.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CatalogRepository {
    private final JdbcClient jdbc;

    CatalogRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Catalog.Entries read(Instant now) {
        return new Catalog.Entries(statuses(), given(), categories(), templates(), matrix(), now);
    }

    private List<Status> statuses() {
        return jdbc.sql("select id, name, closed, retired, version from status order by position, id")
                .query((row, i) -> new Status(
                        new StatusId(row.getInt("id")),
                        row.getString("name"),
                        row.getBoolean("closed"),
                        row.getBoolean("retired"),
                        row.getInt("version")))
                .list();
    }

    private Map<StatusButton, StatusId> given() {
        Map<StatusButton, StatusId> given = new EnumMap<>(StatusButton.class);
        jdbc.sql("select button, status_id from status_button").query(row -> {
            given.put(StatusButton.named(row.getString("button")), new StatusId(row.getInt("status_id")));
        });
        return given;
    }

    private PriorityMatrix matrix() {
        return new PriorityMatrix(jdbc.sql("select priority from priority_matrix order by urgency, impact")
                .query((row, i) -> Priority.withCode(row.getInt("priority")).orElseThrow())
                .list());
    }

    private Categories categories() {
        List<Node> nodes = jdbc.sql("""
                        with recursive tree (id, parent_id, name, position, retired, version, level) as (
                            select id, parent_id, name, position, retired, version, 1
                            from category where parent_id is null
                            union all
                            select c.id, c.parent_id, c.name, c.position, c.retired, c.version, t.level + 1
                            from category c join tree t on c.parent_id = t.id
                            where t.level < 3
                        )
                        select id, parent_id, name, retired, version from tree order by level, position, name, id
                        """).query(CatalogRepository::node).list();
        Map<CategoryId, Category> known = new LinkedHashMap<>();
        nodes.forEach(node -> known.put(node.step().id(), node.below(known.get(node.parent()))));
        return new Categories(known.values());
    }

    private static Node node(ResultSet row, int i) throws SQLException {
        var step =
                new Category.Step(new CategoryId(row.getInt("id")), row.getString("name"), row.getBoolean("retired"));
        return new Node(step, categoryId(row, "parent_id"), row.getInt("version"));
    }

    private List<RecordTemplate> templates() {
        return jdbc.sql("""
                        select id, name, type, title, description, category_id, urgency, impact, version
                        from record_template order by name, id
                        """).query(CatalogRepository::template).list();
    }

    private static RecordTemplate template(ResultSet row, int i) throws SQLException {
        return new RecordTemplate(
                row.getInt("id"),
                row.getString("name"),
                RecordType.withCode(row.getInt("type")).orElse(RecordType.INCIDENT),
                row.getString("title"),
                row.getString("description"),
                categoryId(row, "category_id"),
                Level.withCode(row.getInt("urgency")).orElse(null),
                Level.withCode(row.getInt("impact")).orElse(null),
                row.getInt("version"));
    }

    private static @Nullable CategoryId categoryId(ResultSet row, String column) throws SQLException {
        int id = row.getInt(column);
        return row.wasNull() ? null : new CategoryId(id);
    }

    private record Node(Category.Step step, @Nullable CategoryId parent, int version) {
        Category below(@Nullable Category above) {
            List<Category.Step> path = new ArrayList<>();
            if (above != null) {
                path.addAll(above.path());
            }
            path.add(step);
            return new Category(step.id(), parent, step.name(), List.copyOf(path), version);
        }
    }
}
