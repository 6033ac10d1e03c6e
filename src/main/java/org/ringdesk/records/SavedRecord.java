package org.ringdesk.records;

/**
 * The record that a submission stands for.
 *
 * @param created false where an earlier save had made it already
 */
public record SavedRecord(RecordId id, boolean created) {}
