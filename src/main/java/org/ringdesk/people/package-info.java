/**
 * Who may call: persons with their fifteen caller fields, what they are found by, the caller match and its explanation,
 * imports. It may use the platform, the bounds of requests, the web's page frame and drafts for its form, no other module.
 * Invariant: the keys a person is found by change in the same transaction as the person.
 */
@ApplicationModule(allowedDependencies = {"bounds", "drafts", "platform", "web"})
@NullMarked
package org.ringdesk.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
