/**
 * What every page shares: the layout, the view resolver, error pages, the helper for fragments. It uses the platform and
 * none of the features. Invariant: a page never shows a stack trace and never runs inline script.
 */
@ApplicationModule(allowedDependencies = "platform")
@NullMarked
package org.ringdesk.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
