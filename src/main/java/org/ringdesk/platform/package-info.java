/**
 * What every module stands on: the embedded PostgreSQL, facts about this installation, sealed text, refusals. It uses
 * no other module. Invariant: nothing here knows what a person, a record or a call is.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.ringdesk.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
