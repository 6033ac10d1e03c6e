package org.ringdesk.agents;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * What people see of their own account.
 *
 * @param current what is wrong with the current password, or null
 * @param chosen what is wrong with the new one, or null
 */
public record OwnAccountPage(
        Account account,
        @Nullable MessageSourceResolvable current,
        @Nullable MessageSourceResolvable chosen) {}
