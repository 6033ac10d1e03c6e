package org.ringdesk.records;

import java.util.List;

/**
 * What stands in the way of deleting a category with all below it.
 *
 * @param records how many records are filed there, restricted ones included
 * @param templates the names of the templates that file records there
 */
public record CategoryUses(long records, List<String> templates) {
    public boolean none() {
        return records == 0 && templates.isEmpty();
    }
}
