package org.ringdesk.calls;

import org.ringdesk.people.PersonId;

/**
 * Whom a caller's number belonged to when they called; never who is calling.
 *
 * @param name as the person was called then
 * @param candidates how many people have the number; the first of them is this one
 */
public record NumberOwner(PersonId person, String name, boolean vip, int candidates) {}
