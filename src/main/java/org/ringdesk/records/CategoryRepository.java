package org.ringdesk.records;

import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes the table {@code category}; {@link CatalogRepository} reads it. */
@Repository
class CategoryRepository {
    private final JdbcClient jdbc;

    CategoryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Behind its siblings. */
    void insert(@Nullable CategoryId parent, String name) {
        jdbc.sql("""
                insert into category (parent_id, name, position)
                select :parent, :name, coalesce(max(position), 0) + 1
                from category where parent_id is not distinct from :parent
                """)
                .param("parent", value(parent), Types.INTEGER)
                .param("name", name)
                .update();
    }

    long uses(List<CategoryId> ids) {
        return jdbc.sql("select count(*) from service_record where category_id = any(cast(:ids as int[]))")
                .param("ids", values(ids))
                .query(Long.class)
                .single();
    }

    void rename(CategoryId id, String name) {
        jdbc.sql("update category set name = :name, version = version + 1 where id = :id")
                .param("id", id.value())
                .param("name", name)
                .update();
    }

    /** Behind its new siblings. */
    void place(CategoryId id, @Nullable CategoryId parent) {
        jdbc.sql("""
                update category set parent_id = :parent, position =
                    (select coalesce(max(position), 0) + 1 from category where parent_id is not distinct from :parent)
                where id = :id
                """)
                .param("id", id.value())
                .param("parent", value(parent), Types.INTEGER)
                .update();
    }

    void retire(CategoryId id, boolean retired) {
        jdbc.sql("update category set retired = :retired, version = version + 1 where id = :id")
                .param("id", id.value())
                .param("retired", retired)
                .update();
    }

    /** Numbers siblings anew. */
    void order(List<CategoryId> siblings) {
        jdbc.sql("""
                update category set position = array_position(cast(:all as int[]), id)
                where id = any(cast(:all as int[]))
                """).param("all", values(siblings)).update();
    }

    void delete(List<CategoryId> ids) {
        jdbc.sql("delete from category where id = any(cast(:ids as int[]))")
                .param("ids", values(ids))
                .update();
    }

    private static Integer[] values(List<CategoryId> ids) {
        return ids.stream().map(CategoryId::value).toArray(Integer[]::new);
    }

    private static @Nullable Integer value(@Nullable CategoryId id) {
        return id == null ? null : id.value();
    }
}
