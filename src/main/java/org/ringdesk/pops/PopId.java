package org.ringdesk.pops;

/** The number Ringdesk gave a pop. */
public record PopId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
