package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;

/** What the match costs where there are many people. */
@RingdeskTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatchStatementTest {
    private static final int PEOPLE = 200_000;
    private static final long LOWEST_ID = 5_000_000_000L;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    PersonKeys keys;

    @Autowired
    MatchRepository repository;

    /** Rolled back in the end: deleting as many people would take longer than the tests. */
    private TransactionStatus transaction = new SimpleTransactionStatus();

    @BeforeAll
    void fill() {
        transaction = transactions.getTransaction(TransactionDefinition.withDefaults());
        jdbc.sql("""
                insert into person (id, user_name, phone, last_name, building, display_name)
                select :lowest + i, 'many' || i, '+1206' || (2000000 + i), 'many' || (i / 10), 'many hq', 'Many ' || i
                from generate_series(1, :people) i""").param("lowest", LOWEST_ID).param("people", PEOPLE).update();
        jdbc.sql("""
                insert into person_key (person_id, field, key, disabled)
                select p.id, k.field, k.key, p.id % 50 = 0
                from person p
                cross join lateral (values (:phone, p.phone), (:lastName, p.last_name), (:building, p.building)) k (field, key)
                where p.id > :lowest and (k.field <> :lastName or p.id % 1000 < 100)""")
                .param("lowest", LOWEST_ID)
                .param("phone", code(CallerField.PHONE))
                .param("lastName", code(CallerField.LAST_NAME))
                .param("building", code(CallerField.BUILDING))
                .update();
        jdbc.sql("analyze person, person_key").update();
    }

    @AfterAll
    void empty() {
        transactions.rollback(transaction);
        jdbc.sql("vacuum analyze person, person_key").update();
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
    }

    /** Prepares the statement under the name {@code kept}; the answer calls it with these values. */
    private String prepare(List<Asked.Condition> conditions) {
        Map<String, Object> params = MatchRepository.params(conditions);
        List<String> names = List.of("conditions", "readings", "fields", "keys", "all", "mostCounted", "most");
        String statement = MatchRepository.STATEMENT;
        for (int i = 0; i < names.size(); i++) {
            statement = statement.replaceAll("(?<!:):" + names.get(i) + "\\b", "\\$" + (i + 1));
        }
        jdbc.sql("prepare kept (int[], int[], smallint[], text[], int, int, int) as " + statement)
                .update();
        String values = names.stream()
                .map(name -> params.get(name) instanceof Object[] array
                        ? Arrays.stream(array)
                                .map(value -> value instanceof String text ? "'" + text + "'" : value.toString())
                                .collect(Collectors.joining(", ", "array[", "]"))
                        : String.valueOf(params.get(name)))
                .collect(Collectors.joining(", "));
        return "execute kept (" + values + ")";
    }

    /** The plan that serves all values. */
    private String keptPlan(List<Asked.Condition> conditions) {
        jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
        var lines = jdbc.sql("explain (analyze) " + prepare(conditions))
                .query(String.class)
                .list();
        jdbc.sql("deallocate kept").update();
        jdbc.sql("set local plan_cache_mode = auto").update();
        return lines.stream().map(Objects::requireNonNull).collect(Collectors.joining("\n"));
    }

    @Test
    void serverPlansItOnceForAllValuesByItself() {
        String call = prepare(conditions("phone", "(206) 212-3456"));
        for (int i = 0; i < 8; i++) {
            jdbc.sql(call).query().listOfRows();
        }
        int planned = jdbc.sql("select custom_plans from pg_prepared_statements where name = 'kept'")
                .query(Integer.class)
                .single();
        jdbc.sql("deallocate kept").update();
        assertThat(planned).as("calls that were planned anew").isEqualTo(5);
    }

    @Test
    void planThatTheServerKeepsForAllValuesIsAsGood() {
        for (List<Asked.Condition> conditions : List.of(
                conditions("phone", "(206) 212-3456"),
                conditions("building", "many hq"),
                conditions("building", "many hq", "last_name", "many19901"))) {
            keptPlan(conditions);
            String plan = keptPlan(conditions);
            assertThat(plan).contains("person_key_pkey").doesNotContain("Seq Scan on person");
            assertThat(milliseconds(plan)).as(plan).isLessThan(200);
        }
    }

    @Test
    void numbersOfSeveralPeopleAreListedInTheOrderOfTheIndex() {
        String plan = String.join(
                "\n",
                jdbc.sql("explain (analyze, buffers) " + NumberList.SEVERAL)
                        .param("from", "+1206")
                        .param("mostRead", 2_000)
                        .param("limit", 51)
                        .param("fields", PersonKeys.NUMBER_FIELDS)
                        .param("mostPeople", NumberList.MOST_PEOPLE)
                        .param("mostNamed", 5)
                        .query(String.class)
                        .list());
        assertThat(plan).contains("person_key_pkey").doesNotContain("Seq Scan on person");
        assertThat(milliseconds(plan)).as(plan).isLessThan(1_000);
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
        isQuick("building", "many hq", "last_name", "many19901");
        assertThat(repository
                        .match(conditions("building", "many hq", "last_name", "many19901"))
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

    /** Most calls take the short way; it has to say what the long one says. */
    @Test
    void shortWayAndLongWayAgree() {
        for (List<Asked.Condition> condition : List.of(
                conditions("phone", "(206) 212-3456"),
                conditions("phone", "2062000050"),
                conditions("phone", "9 1 206 2000050 x7"),
                conditions("phone", "+4420 5550 1234"),
                conditions("phone", "ext. 7"),
                conditions("last_name", "MANY5"),
                conditions("last_name", "m\u00e1ny19905"),
                conditions("last_name", "nobody"))) {
            Matched shortWay = repository.fewOf(condition).orElseThrow();
            assertThat(shortWay).isEqualTo(repository.anyOf(condition));
        }
        assertThat(repository.fewOf(conditions("building", "many hq"))).isEmpty();
    }

    @Test
    void shortWayHasOnePlanThatTheServerKeeps() {
        jdbc.sql("prepare short (int[], smallint[], text[]) as "
                        + MatchRepository.SHORT_STATEMENT
                                .replace(":readings", "$1")
                                .replace(":fields", "$2")
                                .replace(":keys", "$3"))
                .update();
        String execute =
                "execute short (array[1], array[" + code(CallerField.PHONE) + "]::smallint[], array['+12062123456'])";
        for (int i = 0; i < 8; i++) {
            jdbc.sql(execute).query().listOfRows();
        }
        String plan = String.join(
                "\n",
                jdbc.sql("explain (analyze) " + execute).query(String.class).list());
        long kept = jdbc.sql("select generic_plans from pg_prepared_statements where name = 'short'")
                .query(Long.class)
                .single();
        jdbc.sql("deallocate short").update();
        assertThat(plan).contains("person_key_pkey").doesNotContain("Seq Scan on person");
        assertThat(kept).isPositive();
    }
}
