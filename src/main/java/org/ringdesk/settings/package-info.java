/**
 * The pages by which administrators change what records are filed under: statuses, categories, priorities, templates. It
 * uses records, which keeps all of that and decides what may be changed. Invariant: nothing here writes to the database.
 */
@ApplicationModule(allowedDependencies = {"records", "agents", "platform", "web"})
@NullMarked
package org.ringdesk.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
