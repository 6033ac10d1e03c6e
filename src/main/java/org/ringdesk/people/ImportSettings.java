package org.ringdesk.people;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of imports.
 *
 * @param largestFile a bigger file is refused with 413
 */
@ConfigurationProperties("ringdesk.import")
record ImportSettings(@DefaultValue("1GB") DataSize largestFile) {}
