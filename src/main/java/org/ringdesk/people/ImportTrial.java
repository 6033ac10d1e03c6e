package org.ringdesk.people;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ringdesk.people.ImportBatch.Entry;
import org.ringdesk.people.PeopleCopy.Written;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells what an import would make of people, and writes none: the table {@code import_seen}. */
@Repository
class ImportTrial {
    private final JdbcClient jdbc;

    ImportTrial(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Before a dry run and after it; one import runs at a time. */
    void forget() {
        jdbc.sql("truncate import_seen").update();
    }

    private record Seen(String userName, boolean known) {}

    Written write(List<Entry> entries) {
        if (entries.isEmpty()) {
            return new Written(0, 0, List.of());
        }
        List<Seen> seen = jdbc.sql("""
                with given as (select user_name from unnest(cast(:names as text[])) as given (user_name)),
                    fresh as (
                        insert into import_seen (user_name) select lower(user_name) from given
                        on conflict do nothing returning user_name)
                select given.user_name,
                    exists (select 1 from person where lower(person.user_name) = fresh.user_name) as known
                from given join fresh on fresh.user_name = lower(given.user_name)""")
                .param("names", entries.stream().map(Entry::userName).toArray(String[]::new))
                .query((row, number) -> new Seen(row.getString("user_name"), row.getBoolean("known")))
                .list();
        Set<String> fresh = new HashSet<>();
        seen.forEach(one -> fresh.add(one.userName()));
        long known = seen.stream().filter(Seen::known).count();
        return new Written(
                seen.size() - known,
                known,
                entries.stream()
                        .filter(entry -> !fresh.contains(entry.userName()))
                        .toList());
    }
}
