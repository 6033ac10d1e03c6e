/**
 * Service records: what was asked for, by whom, who works on it, and everything that became of it; with the list, the
 * record page and the records API. It uses people for requesters, agents for assignees and rights, and calls for what was
 * said on the telephone. Invariant: a change of a record and its history are written together, and no change overwrites
 * one that its author has not seen.
 */
@ApplicationModule(allowedDependencies = {"drafts", "people", "agents", "calls", "platform", "web"})
@NullMarked
package org.ringdesk.records;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
