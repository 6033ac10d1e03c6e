package org.ringdesk.platform;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Small facts about this installation that all its nodes share. */
@Service
public class Facts {
    private final JdbcClient jdbc;

    Facts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<String> find(String name) {
        return jdbc.sql("select value from platform_fact where name = :name")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    public void put(String name, String value) {
        jdbc.sql("""
                insert into platform_fact (name, value) values (:name, :value)
                on conflict (name) do update set value = excluded.value""").param("name", name).param("value", value).update();
    }

    public void remove(String name) {
        jdbc.sql("delete from platform_fact where name = :name")
                .param("name", name)
                .update();
    }

    /** The value of that name; the first node to ask settles it with {@code ifAbsent}. */
    public String settle(String name, String ifAbsent) {
        return jdbc.sql("""
                insert into platform_fact (name, value) values (:name, :value)
                on conflict (name) do update set value = platform_fact.value
                returning value""")
                .param("name", name)
                .param("value", ifAbsent)
                .query(String.class)
                .single();
    }
}
