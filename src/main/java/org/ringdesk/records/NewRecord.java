package org.ringdesk.records;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record to be.
 *
 * @param submission one per opened form or API request; what is saved twice with the same one is one record
 */
public record NewRecord(
        RecordDetails details, Source source, @Nullable UUID submission) {}
