/**
 * Brings a call to the agent whose telephone it reached: the event stream, the bar on every page, the form that opens once.
 * It uses calls, people, records, agents, the platform and web. Invariant: an agent is told of their own calls only, and of
 * each call's form once.
 */
@ApplicationModule(allowedDependencies = {"calls", "people", "records", "agents", "platform", "web"})
@NullMarked
package org.ringdesk.pops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
