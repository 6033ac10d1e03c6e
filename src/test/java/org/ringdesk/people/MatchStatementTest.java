package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ringdesk.RingdeskTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the match costs where there are many people. */
@RingdeskTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatchStatementTest {
    private static final int PEOPLE = 200_000;
    private static final long LOWEST_ID = 5_000_000_000L;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PersonKeys keys;

    @Autowired
    MatchRepository repository;

    @BeforeAll
    void fill() {
        jdbc.sql("""
                insert into person (id, user_name, phone, last_name, building, display_name, created_at, updated_at)
                select :lowest + i, 'many' || i, '+1206' || (2000000 + i), 'Many' || (i / 10), 'Many HQ', 'Many ' || i, now(), now()
                from generate_series(1, :people) i""").param("lowest", LOWEST_ID).param("people", PEOPLE).update();
        jdbc.sql("""
                insert into person_key (person_id, field, key, disabled)
                select p.id, k.field, k.key, p.id %% 50 = 0
                from person p
                cross join lateral (values (%d, lower(p.phone)), (%d, lower(p.last_name)), (%d, lower(p.building))) k (field, key)
                where p.id > :lowest""".formatted(code(CallerField.PHONE), code(CallerField.LAST_NAME), code(CallerField.BUILDING)))
                .param("lowest", LOWEST_ID)
                .update();
        jdbc.sql("vacuum analyze person").update();
        jdbc.sql("vacuum analyze person_key").update();
    }

    @AfterAll
    void empty() {
        jdbc.sql("delete from person_key where person_id > :lowest")
                .param("lowest", LOWEST_ID)
                .update();
        jdbc.sql("delete from person where id > :lowest")
                .param("lowest", LOWEST_ID)
                .update();
        jdbc.sql("vacuum analyze person").update();
        jdbc.sql("vacuum analyze person_key").update();
    }

    private int code(CallerField field) {
        return keys.readings(field, "+12062000001").getFirst().keys().getFirst().field();
    }

    private List<Asked.Condition> conditions(String... fieldsAndValues) {
        var conditions = new ArrayList<Asked.Condition>();
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            var passed = new PassedField(fieldsAndValues[i], fieldsAndValues[i + 1]);
            conditions.add((Asked.Condition) Asked.of(passed, keys));
        }
        return conditions;
    }

    private String plan(List<Asked.Condition> conditions) {
        Map<String, Object> params = MatchRepository.params(conditions);
        var lines = jdbc.sql("explain (analyze, buffers) " + MatchRepository.STATEMENT)
                .params(params)
                .query(String.class)
                .list();
        return lines.stream().map(Objects::requireNonNull).collect(Collectors.joining("\n"));
    }

    private static double milliseconds(String plan) {
        return Double.parseDouble(plan.replaceAll("(?s).*Execution Time: ([0-9.]+) ms.*", "$1"));
    }

    private void isQuick(String... fieldsAndValues) {
        List<Asked.Condition> conditions = conditions(fieldsAndValues);
        plan(conditions);
        String plan = plan(conditions);
        assertThat(plan)
                .contains("person_key_pkey")
                .doesNotContain("Seq Scan on person_key")
                .doesNotContain("Seq Scan on person ")
                .doesNotContain("Seq Scan on public.person");
        assertThat(milliseconds(plan)).as(plan).isLessThan(200);
        if (Boolean.getBoolean("ringdesk.plans")) {
            System.out.println(String.join(" ", fieldsAndValues).toLowerCase(Locale.ROOT) + "\n" + plan);
        }
    }

    @Test
    void telephoneNumberIsFoundThroughTheIndex() {
        isQuick("phone", "(206) 212-3456");
        assertThat(repository.match(conditions("phone", "(206) 212-3456")).enabled())
                .hasSize(1);
    }

    @Test
    void numberOfNobodyIsMissedThroughTheIndex() {
        isQuick("phone", "(206) 555-0100");
    }

    @Test
    void buildingOfTwoHundredThousandPeopleStopsAtTheFirstFew() {
        isQuick("building", "many hq");
        Matched matched = repository.match(conditions("building", "MANY HQ"));
        assertThat(matched.enabled()).hasSize(CallerMatch.MOST_CANDIDATES + 1);
        assertThat(matched.enabled().getFirst().person().id().value()).isEqualTo(LOWEST_ID + 1);
        assertThat(matched.counts()).containsExactly(MatchRepository.MOST_COUNTED);
    }

    @Test
    void rareValueBesideACommonOneLeadsTheWay() {
        isQuick("building", "many hq", "last_name", "many19999");
        assertThat(repository
                        .match(conditions("building", "many hq", "last_name", "many19999"))
                        .enabled())
                .hasSize(10)
                .allMatch(Matched.Found::all);
    }

    @Test
    void manyConditionsStayOnTheIndex() {
        isQuick(
                "building",
                "many hq",
                "last_name",
                "many77",
                "phone",
                "+12062000771",
                "floor",
                "1",
                "user_name",
                "x\\y",
                "first_name",
                "é",
                "cubic",
                "1",
                "cust_int1",
                "1");
    }
}
