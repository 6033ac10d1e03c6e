package org.ringdesk.agents;

import org.jspecify.annotations.Nullable;

/**
 * Who did something, for histories.
 *
 * @param account null for a program that came with an API token
 * @param name as it is shown for ever, even after the account or the token is gone
 */
public record Actor(@Nullable AccountId account, String name) {}
