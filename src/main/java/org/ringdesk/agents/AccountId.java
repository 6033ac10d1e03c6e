package org.ringdesk.agents;

/** The number Ringdesk gave an account. */
public record AccountId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
