package org.ringdesk.records;

import org.jspecify.annotations.Nullable;

/**
 * What a new record starts with.
 *
 * @param id what {@code templateId} of a link says
 * @param title empty where the template leaves it to the agent
 * @param version counts the changes, for optimistic locking
 */
public record RecordTemplate(
        int id,
        String name,
        RecordType type,
        String title,
        String description,
        @Nullable CategoryId category,
        @Nullable Level urgency,
        @Nullable Level impact,
        int version) {}
