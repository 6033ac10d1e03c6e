package org.ringdesk.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ringdesk.people.GuardedChanges.Change;
import org.ringdesk.people.ImportBatch.Entry;
import org.ringdesk.people.ImportBatch.Rejected;
import org.springframework.stereotype.Component;

/** Sorts out of an import the lines that would change what hangs on an account, and are not for whoever imports. */
@Component
class GuardedImport {
    private final GuardedChanges changes;
    private final People people;

    GuardedImport(GuardedChanges changes, People people) {
        this.changes = changes;
        this.people = people;
    }

    /** Lines that may be written, and those that may not. */
    record Sorted(List<Entry> entries, List<Rejected> rejected) {}

    /** Within the transaction that writes them. */
    Sorted sort(List<Entry> entries, CsvHeader header, Editor by) {
        Set<String> guarded =
                changes.guarded(entries.stream().map(Entry::userName).toList());
        Map<Entry, Change> theirs = new HashMap<>();
        for (Entry entry : entries) {
            if (guarded.contains(entry.userName())) {
                people.withUserName(entry.userName())
                        .ifPresent(before -> theirs.put(entry, new Change(before, after(before, entry, header))));
            }
        }
        Map<PersonId, InvalidPerson> refused = changes.refused(List.copyOf(theirs.values()), by);
        List<Entry> kept = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        for (Entry entry : entries) {
            InvalidPerson refusal = theirs.containsKey(entry)
                    ? refused.get(theirs.get(entry).before().id())
                    : null;
            if (refusal == null) {
                kept.add(entry);
            } else {
                rejected.add(new Rejected(entry.line(), List.of(refusal), entry.raw()));
            }
        }
        return new Sorted(kept, rejected);
    }

    private static PersonDetails after(Person before, Entry entry, CsvHeader header) {
        return PersonChange.make(
                        before.details(), name -> header.has(name) ? PersonChange.value(entry.details(), name) : null)
                .details();
    }
}
