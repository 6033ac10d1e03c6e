/**
 * Phone systems: what tells Ringdesk of calls, set up by administrators on the page Phone systems. It turns what they send
 * into events of calls and uses calls, people (how numbers are written), agents, the platform and web; each protocol is a
 * nested module that sees this one, never another. Invariant: what one feed sends, however wrong or much, disturbs no other.
 */
@ApplicationModule(allowedDependencies = {"calls", "people", "agents", "bounds", "platform", "web"})
@NullMarked
package org.ringdesk.pbx;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
