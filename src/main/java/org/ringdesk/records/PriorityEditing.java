package org.ringdesk.records;

import java.util.Arrays;
import org.ringdesk.agents.Actor;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The matrix of priorities as an administrator changes it. A record keeps the priority it has until its urgency or its
 * impact is changed.
 */
@Service
public class PriorityEditing {
    private final JdbcClient jdbc;
    private final CatalogWriting writing;
    private final CatalogHistory history;

    PriorityEditing(JdbcClient jdbc, CatalogWriting writing, CatalogHistory history) {
        this.jdbc = jdbc;
        this.writing = writing;
        this.history = history;
    }

    /**
     * @param seen what the form showed
     * @throws Refused 409 where that has changed since
     */
    public void change(PriorityMatrix seen, PriorityMatrix wanted, Actor by) {
        writing.write(now -> {
            if (!now.matrix().equals(seen)) {
                throw new Refused(HttpStatus.CONFLICT, "records.catalog.stale-matrix");
            }
            history.changed(
                    by,
                    Arrays.stream(Level.values())
                            .flatMap(urgency -> Arrays.stream(Level.values())
                                    .map(impact -> change(now.matrix(), wanted, urgency, impact))));
        });
    }

    private CatalogFact change(PriorityMatrix seen, PriorityMatrix wanted, Level urgency, Level impact) {
        Priority before = seen.of(urgency, impact);
        Priority after = wanted.of(urgency, impact);
        if (before != after) {
            jdbc.sql("update priority_matrix set priority = :priority where urgency = :urgency and impact = :impact")
                    .param("priority", after.code())
                    .param("urgency", urgency.code())
                    .param("impact", impact.code())
                    .update();
        }
        return new CatalogFact(
                CatalogKind.PRIORITY,
                "",
                "matrix." + urgency.apiName() + "." + impact.apiName(),
                Integer.toString(before.code()),
                Integer.toString(after.code()));
    }
}
