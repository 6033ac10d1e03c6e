package org.ringdesk.drafts;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of drafts.
 *
 * @param kept how long after the last change
 * @param perAgent as many as one agent has; the oldest give way
 * @param largest a bigger one is refused with 413; the database takes some 390 kB
 */
@ConfigurationProperties("ringdesk.drafts")
record DraftSettings(
        @DefaultValue("7d") Duration kept,
        @DefaultValue("20") int perAgent,
        @DefaultValue("256KB") DataSize largest) {}
