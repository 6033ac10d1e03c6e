package org.ringdesk.settings;

import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.CatalogMove;
import org.springframework.http.HttpStatus;

/**
 * One of a list's buttons that move an entry: its name says where to, its value what.
 *
 * @param up the entry's number
 * @param down the entry's number
 */
record MoveForm(@Nullable Integer up, @Nullable Integer down) {
    Focus pressed() {
        if (up != null) {
            return new Focus(up, CatalogMove.UP);
        }
        if (down != null) {
            return new Focus(down, CatalogMove.DOWN);
        }
        throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "records.catalog.unreadable");
    }
}
