package org.ringdesk.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Account;
import org.ringdesk.people.People;
import org.ringdesk.people.PeopleQuery;
import org.ringdesk.people.Person;
import org.ringdesk.records.Catalog;
import org.ringdesk.records.Category;
import org.ringdesk.records.CategoryId;
import org.ringdesk.records.Level;
import org.ringdesk.records.NewRecord;
import org.ringdesk.records.RecordDetails;
import org.ringdesk.records.RecordId;
import org.ringdesk.records.RecordType;
import org.ringdesk.records.Records;
import org.ringdesk.records.Source;
import org.ringdesk.records.Status;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Some weeks of invented work. Record 57 is Amara Lindqvist's; record 58 is restricted. */
@Component
@Profile("demo")
class DemoRecords {
    private static final int COUNT = 140;

    private final Records records;
    private final Catalog catalog;
    private final People people;
    private final JdbcClient jdbc;
    private final Clock clock;
    /** Always the same demo. */
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(57);

    DemoRecords(Records records, Catalog catalog, People people, JdbcClient jdbc, Clock clock) {
        this.records = records;
        this.catalog = catalog;
        this.people = people;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void create(List<Account> agents, Account administrator) {
        List<Person> callers = people.page(new PeopleQuery("", PeopleQuery.Show.ENABLED), null, 200)
                .people();
        for (int number = 1; number <= COUNT; number++) {
            Account agent = any(agents);
            RecordId id = records.create(
                            switch (number) {
                                case 57 -> lindqvist(agents.getFirst());
                                case 58 -> restricted(administrator);
                                default -> ordinary(any(callers), agent);
                            },
                            number == 58 ? administrator.actor() : agent.actor())
                    .id();
            backdate(id, Duration.ofMinutes((long) (COUNT - number) * 317 + random.nextInt(300)));
        }
    }

    private NewRecord lindqvist(Account agent) {
        return record(
                "Scanner battery drains before the end of the shift",
                "Handheld 14 at gate 3 is empty by noon although it was in the cradle overnight.",
                "Hardware › Mobile device › Tablet",
                people.withUserName("a.lindqvist").orElse(null),
                agent,
                catalog.statuses().get(1),
                false);
    }

    private NewRecord restricted(Account administrator) {
        return record(
                "Mailbox access for an internal investigation",
                "Asked for by Legal. Restricted.",
                "Accounts and access › Permissions › Mailbox",
                people.withUserName("z.mueller").orElse(null),
                administrator,
                catalog.statuses().get(1),
                true);
    }

    private NewRecord ordinary(Person caller, Account agent) {
        DemoTrouble trouble = any(List.of(DemoTrouble.values()));
        List<Status> statuses = catalog.statuses();
        Status status = statuses.get(random.nextInt(100) < 40 ? random.nextInt(4) : 4 + random.nextInt(3));
        boolean unassigned = status.equals(statuses.getFirst()) && random.nextBoolean();
        return record(
                trouble.title(),
                trouble.description(),
                trouble.category(),
                caller,
                unassigned ? null : agent,
                status,
                false);
    }

    private NewRecord record(
            String title,
            String description,
            String category,
            @Nullable Person caller,
            @Nullable Account agent,
            Status status,
            boolean restricted) {
        List<Level> levels = List.of(Level.values());
        var details = new RecordDetails(
                RecordType.INCIDENT,
                title,
                description,
                status.id(),
                any(levels),
                any(levels.subList(1, 3)),
                category(category).orElse(null),
                caller == null ? null : caller.id(),
                agent == null ? null : agent.id(),
                restricted,
                null,
                status.closed() ? "Explained on the phone." : "");
        return new NewRecord(details, random.nextInt(4) == 0 ? Source.MAIL : Source.PHONE, null);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Optional<CategoryId> category(String path) {
        return catalog.categories().ofLevel(3).stream()
                .filter(category -> category.pathName().equals(path))
                .map(Category::id)
                .findFirst();
    }

    /** Only the demo lies about when; no module offers that. */
    private void backdate(RecordId id, Duration age) {
        var then = java.sql.Timestamp.from(clock.instant().minus(age));
        jdbc.sql("""
                update service_record
                set created_at = t.at, updated_at = t.at, closed_at = case when closed_at is null then null else t.at end
                from (select cast(:then as timestamptz) as at) t
                where id = :id""").param("then", then).param("id", id.value()).update();
        jdbc.sql("update record_change set changed_at = :then where record_id = :id")
                .param("then", then)
                .param("id", id.value())
                .update();
    }
}
