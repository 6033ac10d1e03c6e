package org.ringdesk.settings;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.Catalog;
import org.ringdesk.records.CatalogHistory;
import org.ringdesk.records.CatalogKind;
import org.ringdesk.records.Status;
import org.ringdesk.records.StatusButton;
import org.ringdesk.records.StatusEditing;
import org.ringdesk.records.StatusId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Puts the pages of statuses together, from what is kept now. */
@Component
class StatusPages {
    static final int CHANGES = 20;

    private final Catalog catalog;
    private final StatusEditing editing;
    private final CatalogHistory history;

    StatusPages(Catalog catalog, StatusEditing editing, CatalogHistory history) {
        this.catalog = catalog;
        this.editing = editing;
        this.history = history;
    }

    StatusesPage all(@Nullable Refused problem, @Nullable Focus focus) {
        return all(problem, "", false, given(), focus);
    }

    StatusesPage refusedNew(Refused problem, String name, boolean closed) {
        return all(problem, name, closed, given(), null);
    }

    StatusesPage refusedButtons(Refused problem, Map<StatusButton, StatusId> chosen) {
        return all(problem, "", false, chosen, null);
    }

    StatusPage one(StatusId id) {
        Status status = find(id);
        return one(status, status.name(), status.closed(), null);
    }

    StatusPage refused(StatusId id, Refused problem, String name, boolean closed) {
        return one(find(id), name, closed, problem);
    }

    private StatusesPage all(
            @Nullable Refused problem,
            String name,
            boolean closed,
            Map<StatusButton, StatusId> chosen,
            @Nullable Focus focus) {
        catalog.refresh();
        return new StatusesPage(frame(problem), catalog.allStatuses(), given(), chosen, name, closed, focus);
    }

    private StatusPage one(Status status, String name, boolean closed, @Nullable Refused problem) {
        return new StatusPage(
                frame(problem), status, name, closed, editing.uses(status.id()), given().containsValue(status.id()));
    }

    private Status find(StatusId id) {
        catalog.refresh();
        return catalog.allStatuses().stream()
                .filter(status -> status.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "records.catalog.missing-status"));
    }

    private SettingsFrame frame(@Nullable Refused problem) {
        return new SettingsFrame(CatalogKind.STATUS, problem, history.last(CatalogKind.STATUS, CHANGES));
    }

    private Map<StatusButton, StatusId> given() {
        Map<StatusButton, StatusId> given = new EnumMap<>(StatusButton.class);
        for (StatusButton button : StatusButton.values()) {
            given.put(button, catalog.givenBy(button).id());
        }
        return given;
    }
}
