package org.ringdesk.platform;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ringdesk.vitals.*}.
 *
 * @param every how often is looked whether everything vital lives
 * @param grace how long liveness is said to be broken before the process ends
 */
@ConfigurationProperties("ringdesk.vitals")
record VitalsSettings(
        @DefaultValue("3s") Duration every,
        @DefaultValue("10s") Duration grace) {}
