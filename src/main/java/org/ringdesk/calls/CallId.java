package org.ringdesk.calls;

/** The number Ringdesk gave a call. */
public record CallId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
