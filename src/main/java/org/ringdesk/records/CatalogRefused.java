package org.ringdesk.records;

import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** Why an entry of the catalog was not changed, where several kinds of entries say so alike. */
final class CatalogRefused {
    private CatalogRefused() {}

    static Refused missing(CatalogKind kind) {
        return new Refused(HttpStatus.NOT_FOUND, "records.catalog.missing-" + kind.key());
    }

    /** Somebody changed it since the form was opened. */
    static Refused stale(String name) {
        return new Refused(HttpStatus.CONFLICT, "records.catalog.stale", name);
    }

    /** Answered to a form that does not say what it must. */
    static Refused unreadable() {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "records.catalog.unreadable");
    }
}
