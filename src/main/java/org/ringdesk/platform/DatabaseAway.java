package org.ringdesk.platform;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The database does not answer, or not in time. Thrown instead of waiting while that is known. */
public final class DatabaseAway extends SQLTransientConnectionException {
    private static final String NO_CONNECTION = "08001";

    /** Cancelled, as what takes too long is; too many connections; a disk that is full or broken. */
    private static final Set<String> STATES = Set.of("57014", "53300", "53100", "58030");

    DatabaseAway(String why) {
        super(why, NO_CONNECTION);
    }

    /** Whether that is why something failed: by the states of PostgreSQL and its driver, wherever in the causes they stand. */
    public static boolean isCause(@Nullable Throwable failure) {
        int depth = 0;
        for (@Nullable Throwable next = failure; next != null && depth < 30; next = next.getCause()) {
            if (next instanceof SQLException sql && says(sql)) {
                return true;
            }
            depth++;
        }
        return false;
    }

    private static boolean says(SQLException sql) {
        @Nullable String state = sql.getSQLState();
        if (sql instanceof SQLTransientConnectionException || sql instanceof SQLRecoverableException) {
            return true;
        }
        if (state == null) {
            // Hikari's word for a connection that was taken away while it was used.
            return "Connection is closed".equals(sql.getMessage());
        }
        return state.startsWith("08") || state.startsWith("57P") || STATES.contains(state);
    }
}
