package org.ringdesk.records;

/**
 * Where a record stands.
 *
 * @param closed whether the desk is done with a record of this status
 * @param retired whether it stays where it is but is not offered any more
 * @param version counts the changes, for optimistic locking
 */
public record Status(StatusId id, String name, boolean closed, boolean retired, int version) {}
