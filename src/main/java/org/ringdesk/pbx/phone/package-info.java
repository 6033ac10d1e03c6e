/**
 * Desk phones that open an address at each event of a call. It uses the phone systems' common part, calls, people (how
 * numbers are written) and agents. Invariant: calls of several phones become one only where what followed proves it.
 */
@ApplicationModule(allowedDependencies = {"pbx", "calls", "people", "agents", "platform", "web"})
@NullMarked
package org.ringdesk.pbx.phone;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
