package org.ringdesk.agents;

/** Accounts, or where their holders sit, are no longer what was read of them. Heard of once the change is committed. */
public record AccountsChanged() {}
