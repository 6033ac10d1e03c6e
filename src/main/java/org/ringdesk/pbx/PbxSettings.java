package org.ringdesk.pbx;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ringdesk.pbx.*}.
 *
 * @param connections to so many phone systems at once one node connects; each may take {@link Room#EACH} of the heap
 */
@ConfigurationProperties("ringdesk.pbx")
record PbxSettings(@DefaultValue("8") int connections) {
    PbxSettings {
        if (connections < 1) {
            throw new IllegalArgumentException("ringdesk.pbx.connections has to be at least 1");
        }
    }
}
