/**
 * Feeds that post events of calls: the generic CTI that Zammad's bridges speak, and Ringdesk's own signed JSON. It uses the
 * phone systems' common part and calls. Invariant: a message that comes twice, late or out of order does no harm.
 */
@ApplicationModule(allowedDependencies = {"pbx", "calls", "agents", "platform", "web"})
@NullMarked
package org.ringdesk.pbx.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
