/**
 * What a client may make the server keep before anybody knows it: connections, time, bytes of forms and bodies, requests at
 * once. It uses
 * the platform only; who is known, the modules above say ({@link
 * org.ringdesk.bounds.KnownClient}). Invariant: every limit has a number in {@link org.ringdesk.bounds.BoundsSettings}, and
 * all of them together fit into the heap that the launcher sets (docs/security.md has the sum).
 */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package org.ringdesk.bounds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
