package org.ringdesk.people;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an import is to do.
 *
 * @param mapping how to read the file, or null where its header names our fields
 * @param dryRun whether to write nothing and tell what would become of each line
 * @param reader the language of whoever will read what was wrong
 * @param by on whose behalf people with an account are changed
 */
record ImportPlan(@Nullable CsvMapping mapping, boolean dryRun, Locale reader, Editor by) {
    static final ImportPlan STRAIGHT = new ImportPlan(null, false, Locale.ENGLISH, Editor.ANYBODY);
}
