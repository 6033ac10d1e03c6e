package org.ringdesk.records;

import org.jspecify.annotations.Nullable;

/**
 * What an agent does to a record in one go.
 *
 * @param version the version that the change was made from
 * @param details null where nothing was changed
 * @param note null where nothing was noted
 */
public record RecordEdit(
        int version,
        @Nullable RecordDetails details,
        @Nullable NewNote note) {}
