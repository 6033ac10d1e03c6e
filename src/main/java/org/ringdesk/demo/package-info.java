/**
 * What {@code ./ringdesk demo} adds: invented people, records and sign-ins, and a page of example links. It may use every
 * module and nothing uses it. Invariant: outside the profile {@code demo} none of it exists.
 */
@ApplicationModule(allowedDependencies = {"drafts", "people", "agents", "records", "links", "pbx", "platform", "web"})
@NullMarked
package org.ringdesk.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
