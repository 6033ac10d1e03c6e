package org.ringdesk.settings;

import java.util.List;
import org.ringdesk.records.Level;
import org.ringdesk.records.Priority;
import org.ringdesk.records.PriorityMatrix;

/**
 * The matrix of priorities.
 *
 * @param now as it is
 * @param shown as the form shows it
 */
public record PrioritiesPage(SettingsFrame frame, PriorityMatrix now, PriorityMatrix shown) {
    public List<Level> levels() {
        return List.of(Level.values());
    }

    public List<Priority> priorities() {
        return List.of(Priority.values());
    }

    public boolean unsaved() {
        return !now.equals(shown);
    }
}
