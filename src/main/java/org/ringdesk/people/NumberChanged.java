package org.ringdesk.people;

import java.util.List;

/**
 * Published, in the transaction that changes it, when numbers may belong to somebody else from now on. An import publishes
 * nothing.
 *
 * @param keys what the numbers are compared by
 */
public record NumberChanged(List<String> keys) {}
