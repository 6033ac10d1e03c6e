package org.ringdesk.people;

/** The number Ringdesk gave a person; the lowest one wins where several match a caller. */
public record PersonId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
