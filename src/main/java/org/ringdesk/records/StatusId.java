package org.ringdesk.records;

/** The number of a status. */
public record StatusId(int value) {
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
