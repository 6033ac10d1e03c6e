package org.ringdesk.records;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Changes the tables {@code status} and {@code status_button}; {@link CatalogRepository} reads them. */
@Repository
class StatusRepository {
    private final JdbcClient jdbc;

    StatusRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(String name, boolean closed) {
        jdbc.sql("""
                insert into status (name, closed, position)
                select :name, :closed, coalesce(max(position), 0) + 1 from status
                """).param("name", name).param("closed", closed).update();
    }

    /** No record gets it any more until the transaction ends: they hold it for key share. */
    void lock(StatusId id) {
        jdbc.sql("select id from status where id = :id for update")
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }

    long uses(StatusId id) {
        return jdbc.sql("select count(*) from service_record where status_id = :id")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }

    void update(StatusId id, String name, boolean closed) {
        jdbc.sql("update status set name = :name, closed = :closed, version = version + 1 where id = :id")
                .param("id", id.value())
                .param("name", name)
                .param("closed", closed)
                .update();
    }

    void retire(StatusId id, boolean retired) {
        jdbc.sql("update status set retired = :retired, version = version + 1 where id = :id")
                .param("id", id.value())
                .param("retired", retired)
                .update();
    }

    void order(List<StatusId> all) {
        jdbc.sql("update status set position = array_position(cast(:all as int[]), id)")
                .param("all", all.stream().map(StatusId::value).toArray(Integer[]::new))
                .update();
    }

    void delete(StatusId id) {
        jdbc.sql("delete from status where id = :id").param("id", id.value()).update();
    }

    void assign(StatusButton button, StatusId id) {
        jdbc.sql("update status_button set status_id = :id where button = :button")
                .param("id", id.value())
                .param("button", button.key())
                .update();
    }
}
