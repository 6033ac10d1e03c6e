package org.ringdesk.records;

import org.ringdesk.agents.AccountId;

/** Whom a record is assigned to. */
public record RecordAgent(AccountId id, String login, String name) {}
