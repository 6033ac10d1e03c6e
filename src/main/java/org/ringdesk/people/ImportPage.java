package org.ringdesk.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * The page where an import begins, with the ones before.
 *
 * @param problem why the chosen file was not taken, or null
 */
public record ImportPage(List<ImportJobPage> jobs, @Nullable MessageSourceResolvable problem) {}
