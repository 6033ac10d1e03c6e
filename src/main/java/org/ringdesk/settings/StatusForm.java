package org.ringdesk.settings;

/** What was typed about a status. */
record StatusForm(int version, String name, boolean closed) {}
