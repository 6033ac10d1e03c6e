package org.ringdesk.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.records.Status;
import org.ringdesk.records.StatusButton;
import org.ringdesk.records.StatusId;

/**
 * All statuses, and which of them the buttons give.
 *
 * @param given what they give now
 * @param chosen what the form shows
 * @param name what was typed for a new one
 * @param closed what was chosen for a new one
 */
public record StatusesPage(
        SettingsFrame frame,
        List<Status> statuses,
        Map<StatusButton, StatusId> given,
        Map<StatusButton, StatusId> chosen,
        String name,
        boolean closed,
        @Nullable Focus focus) {

    public List<StatusButton> buttons() {
        return List.of(StatusButton.values());
    }

    public List<StatusButton> giving(Status status) {
        return buttons().stream()
                .filter(button -> status.id().equals(given.get(button)))
                .toList();
    }

    /** What a button may give, and what it gives. */
    public List<Status> offered(StatusButton button) {
        return statuses.stream()
                .filter(status -> status.closed() == button.closes() && !status.retired())
                .toList();
    }
}
