package org.ringdesk.records;

import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Changes the table {@code record_template}; {@link CatalogRepository} reads it. */
@Repository
class TemplateRepository {
    private final JdbcClient jdbc;

    TemplateRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(RecordTemplate template) {
        values(jdbc.sql("""
                insert into record_template (name, type, title, description, category_id, urgency, impact)
                values (:name, :type, :title, :description, :category, :urgency, :impact)
                """), template).update();
    }

    void update(RecordTemplate template) {
        values(jdbc.sql("""
                update record_template set name = :name, type = :type, title = :title, description = :description,
                    category_id = :category, urgency = :urgency, impact = :impact, version = version + 1
                where id = :id
                """), template).param("id", template.id()).update();
    }

    void delete(int id) {
        jdbc.sql("delete from record_template where id = :id").param("id", id).update();
    }

    private static StatementSpec values(StatementSpec statement, RecordTemplate template) {
        return statement
                .param("name", template.name())
                .param("type", template.type().code())
                .param("title", template.title())
                .param("description", template.description())
                .param(
                        "category",
                        template.category() == null ? null : template.category().value(),
                        Types.INTEGER)
                .param("urgency", code(template.urgency()), Types.SMALLINT)
                .param("impact", code(template.impact()), Types.SMALLINT);
    }

    private static @Nullable Integer code(@Nullable Level level) {
        return level == null ? null : level.code();
    }
}
