package org.ringdesk.records;

import org.ringdesk.people.PersonId;

/** A person as a record names them. */
public record RecordPerson(PersonId id, String userName, String displayName, boolean vip) {}
