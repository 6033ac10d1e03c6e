package org.ringdesk.records;

/** The number of a category of any level. */
public record CategoryId(int value) {
    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
