package org.ringdesk.people;

import org.jspecify.annotations.Nullable;

/**
 * What an import is to do.
 *
 * @param mapping how to read the file, or null where its header names our fields
 * @param dryRun whether to write nothing and tell what would become of each line
 */
record ImportPlan(@Nullable CsvMapping mapping, boolean dryRun) {
    static final ImportPlan STRAIGHT = new ImportPlan(null, false);
}
