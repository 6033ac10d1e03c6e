package org.ringdesk.platform;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param patience how long a request waits for the database, with all its statements together; a second more is the most
 *     that a page takes then
 */
@ConfigurationProperties("ringdesk.database")
public record DatabaseSettings(@DefaultValue("2s") Duration patience) {
    public DatabaseSettings {
        if (patience.compareTo(Duration.ofMillis(500)) < 0 || patience.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new StartRefused("ringdesk.database.patience: " + patience + " is not between 500ms and 10m");
        }
    }
}
