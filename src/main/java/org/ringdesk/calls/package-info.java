/**
 * Telephone calls, whatever told of them: events from phone systems, the one call they add up to, and the log of calls. It
 * uses people (whose number it is), agents (who sits at an extension), the platform and web. Invariant: a call is what its
 * events add up to, in whatever order and however often they came.
 */
@ApplicationModule(allowedDependencies = {"people", "agents", "platform", "web"})
@NullMarked
package org.ringdesk.calls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
