/**
 * FreeSWITCH, over its event socket (ESL): signs in at the PBX, reads its events and turns them into events of calls. It
 * uses the phone systems, calls, agents, the platform and web. Invariant: what happens on the wire is translated without
 * the database, so that a recording of it gives the same events as the PBX did.
 */
@ApplicationModule(allowedDependencies = {"pbx", "calls", "agents", "people", "platform", "web"})
@NullMarked
package org.ringdesk.pbx.freeswitch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
