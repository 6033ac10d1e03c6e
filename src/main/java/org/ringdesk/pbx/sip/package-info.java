/**
 * Any phone system that tells SIP telephones which lines are busy: watches extensions by dialog events (RFC 4235) and turns
 * what it is told into events of calls. It uses the phone systems, calls, agents, the platform and web. Invariant: what the
 * source does not tell is not guessed, and what happens on the wire is translated without the database.
 */
@ApplicationModule(allowedDependencies = {"pbx", "calls", "agents", "people", "platform", "web"})
@NullMarked
package org.ringdesk.pbx.sip;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
