/**
 * Who may do what: accounts, signing in, roles, API tokens, which extension an agent sits at. It uses people (an account
 * belongs to a person), the platform, bounds and web. Invariant: nothing here keeps a password, a token or an invitation in the
 * clear, and what no rule allows is denied.
 */
@ApplicationModule(allowedDependencies = {"bounds", "people", "platform", "web"})
@NullMarked
package org.ringdesk.agents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
