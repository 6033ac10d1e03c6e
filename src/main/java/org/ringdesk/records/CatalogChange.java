package org.ringdesk.records;

import java.time.Instant;

/**
 * One line of what administrators did to the catalog.
 *
 * @param actor the name of who did it
 */
public record CatalogChange(Instant at, String actor, CatalogFact fact) {}
