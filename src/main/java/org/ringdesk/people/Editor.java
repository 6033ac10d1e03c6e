package org.ringdesk.people;

/** On whose behalf people are changed. */
public enum Editor {
    /** Agents and programs, whatever their scopes. */
    ANYBODY,
    ADMINISTRATOR
}
