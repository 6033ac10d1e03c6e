package org.ringdesk.pbx.webhook;

import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.Feed;
import org.ringdesk.platform.Refused;

/**
 * Where a mapping is tried.
 *
 * @param body as pasted
 * @param event what comes of it, as JSON; empty before anything was tried
 * @param nothing whether it means nothing here
 * @param problem why nothing comes of it; null otherwise
 */
public record MappingPage(
        Feed feed,
        String body,
        String event,
        boolean nothing,
        @Nullable Refused problem) {}
