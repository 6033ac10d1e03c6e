package org.ringdesk.records;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of exports.
 *
 * @param atOnce how many are put together at the same time, each with a thread and a connection of the database
 * @param largest a bigger one is refused with 413
 * @param within a client that has not taken its file after so long is cut off
 */
@ConfigurationProperties("ringdesk.export")
record ExportSettings(
        @DefaultValue("3") int atOnce,
        @DefaultValue("200MB") DataSize largest,
        @DefaultValue("15m") Duration within) {}
