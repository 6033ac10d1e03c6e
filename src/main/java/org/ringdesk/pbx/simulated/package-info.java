/**
 * A phone system that is only pretended, to try everything without a phone: its calls are placed on the Simulator page, by
 * the API, or by the demo's scripted day. It uses the phone systems' common part, calls, agents, the platform and web.
 * Invariant: its events are those that a real phone system would send, so that nothing behind it can tell the difference.
 */
@ApplicationModule(allowedDependencies = {"pbx", "calls", "agents", "platform", "web"})
@NullMarked
package org.ringdesk.pbx.simulated;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
