/**
 * The link contract: what a phone system's link asks for, byte by byte, and where it leads. It uses people for the
 * caller, records for the form and agents for who may see it. Invariant: opening a link writes nothing and leaves no
 * caller's data in the address bar.
 */
@ApplicationModule(allowedDependencies = {"people", "records", "agents", "platform", "web"})
@NullMarked
package org.ringdesk.links;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
