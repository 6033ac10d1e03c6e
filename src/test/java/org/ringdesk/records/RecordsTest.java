package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.agents.Actor;
import org.springframework.beans.factory.annotation.Autowired;

@RingdeskTest
class RecordsTest {
    static final Reader PROGRAM = new Reader(new Actor(null, "test"), false);

    @Autowired
    Records records;

    @Autowired
    Catalog catalog;

    @Test
    void aSavedRecordIsReadBackAsItWasWritten() {
        RecordDetails details = new RecordDetails(
                RecordType.INCIDENT,
                " Printer is on fire\0 ",
                "line\r\nline",
                catalog.firstStatus().id(),
                Level.HIGH,
                Level.MEDIUM,
                null,
                null,
                null,
                false,
                null,
                "");

        SavedRecord saved = records.create(new NewRecord(details, Source.PHONE, null), PROGRAM.actor());

        ServiceRecord read = records.read(saved.id(), PROGRAM);
        assertThat(read.details()).isEqualTo(details);
        assertThat(read.details().title()).isEqualTo("Printer is on fire");
        assertThat(read.priority()).isEqualTo(Priority.HIGH);
        assertThat(records.page(new RecordQuery(RecordFilter.NONE, RecordSort.NEWEST_FIRST, null, 10), PROGRAM)
                        .items())
                .extracting(RecordSummary::id)
                .contains(saved.id());
        assertThat(catalog.templates()).hasSize(5);
        assertThat(catalog.categories().ofLevel(3)).hasSizeGreaterThan(40);
    }
}
