package org.ringdesk.settings;

import org.ringdesk.records.Status;

/**
 * One status.
 *
 * @param name what the form holds
 * @param closed what the form holds
 * @param uses how many records have it
 * @param given whether a button gives it
 */
public record StatusPage(SettingsFrame frame, Status status, String name, boolean closed, long uses, boolean given) {
    public boolean deletable() {
        return uses == 0 && !given;
    }
}
