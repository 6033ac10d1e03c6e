package org.ringdesk.records;

/** The number of a service record, as agents and callers know it. */
public record RecordId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
