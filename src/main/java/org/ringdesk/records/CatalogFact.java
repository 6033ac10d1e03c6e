package org.ringdesk.records;

/**
 * What was changed about an entry of the catalog.
 *
 * @param item the entry's name or path as it was then; empty where the field says it all
 * @param field what about it: {@code name}, {@code class}, {@code parent}, …; or {@code created}, {@code retired},
 *     {@code restored}, {@code deleted}, {@code moved-up}, {@code moved-down}, which have no values
 * @param before names as they were then, levels and types by their codes
 */
public record CatalogFact(CatalogKind kind, String item, String field, String before, String after) {
    static CatalogFact done(CatalogKind kind, String item, String what) {
        return new CatalogFact(kind, item, what, "", "");
    }

    boolean changes() {
        return !before.equals(after);
    }
}
