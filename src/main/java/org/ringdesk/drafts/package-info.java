/**
 * What is typed into forms and not saved yet, kept while it is typed, whatever the form is about. It may use the platform
 * and the web's page frame; modules with forms tell it what theirs are by a {@link org.ringdesk.drafts.DraftKind}.
 * Invariant: a draft is shown to nobody but the agent who typed it, and never once its form was saved.
 */
@ApplicationModule(allowedDependencies = {"platform", "web"})
@NullMarked
package org.ringdesk.drafts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
