package org.ringdesk.agents;

/** What an account prefers is no longer what was read of it. */
record PreferencesChanged(AccountId account) {}
