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
        return new Catalog.Entries(statuses(), given(), categories(), templates(), now);
    }

    private List<Status> statuses() {
        return jdbc.sql("select id, name, closed from status order by position, id")
                .query((row, i) -> status(row))
                .list();
    }

    private Map<Catalog.Button, Status> given() {
        Map<Catalog.Button, Status> given = new EnumMap<>(Catalog.Button.class);
        jdbc.sql("select id, name, closed, given_by from status where given_by is not null")
                .query(row -> {
                    given.put(Catalog.Button.named(row.getString("given_by")), status(row));
                });
        return given;
    }

    private static Status status(ResultSet row) throws SQLException {
        return new Status(new StatusId(row.getInt("id")), row.getString("name"), row.getBoolean("closed"));
    }

    private Categories categories() {
        List<Node> nodes = jdbc.sql("""
                        with recursive tree (id, parent_id, name, position, level) as (
                            select id, parent_id, name, position, 1 from category where parent_id is null
                            union all
                            select c.id, c.parent_id, c.name, c.position, t.level + 1
                            from category c join tree t on c.parent_id = t.id
                            where t.level < 3
                        )
                        select id, parent_id, name from tree order by level, position, name, id
                        """)
                .query((row, i) ->
                        new Node(new CategoryId(row.getInt("id")), categoryId(row, "parent_id"), row.getString("name")))
                .list();
        Map<CategoryId, Category> known = new LinkedHashMap<>();
        nodes.forEach(node -> known.put(node.id(), node.below(known.get(node.parent()))));
        return new Categories(known.values());
    }

    private List<RecordTemplate> templates() {
        return jdbc.sql("""
                        select id, name, type, title, description, category_id, urgency, impact
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
                Level.withCode(row.getInt("impact")).orElse(null));
    }

    private static @Nullable CategoryId categoryId(ResultSet row, String column) throws SQLException {
        int id = row.getInt(column);
        return row.wasNull() ? null : new CategoryId(id);
    }

    private record Node(CategoryId id, @Nullable CategoryId parent, String name) {
        Category below(@Nullable Category above) {
            List<Category.Step> path = new ArrayList<>();
            if (above != null) {
                path.addAll(above.path());
            }
            path.add(new Category.Step(id, name));
            return new Category(id, parent, name, List.copyOf(path));
        }
    }
}
