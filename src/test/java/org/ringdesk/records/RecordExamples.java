package org.ringdesk.records;

/** Records to start from. */
final class RecordExamples {
    private RecordExamples() {}

    /** An open incident of medium urgency and impact, without people. */
    static RecordDetails details(Catalog catalog, String title) {
        return new RecordDetails(
                RecordType.INCIDENT,
                title,
                "As told on the phone.",
                catalog.firstStatus().id(),
                Level.MEDIUM,
                Level.MEDIUM,
                null,
                null,
                null,
                false,
                null,
                "");
    }
}
