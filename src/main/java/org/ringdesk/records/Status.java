package org.ringdesk.records;

/**
 * Where a record stands.
 *
 * @param closed whether the desk is done with a record of this status
 */
public record Status(StatusId id, String name, boolean closed) {}
