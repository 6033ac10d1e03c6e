package org.ringdesk.records;

import java.util.Locale;

/** The parts of the catalog, each with a page of settings of its own. */
public enum CatalogKind {
    STATUS,
    CATEGORY,
    PRIORITY,
    TEMPLATE;

    /** As the database and texts spell it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
