package org.ringdesk.pbx;

/** The number of a feed. */
public record FeedId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
