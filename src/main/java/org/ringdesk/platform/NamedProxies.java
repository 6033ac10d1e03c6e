package org.ringdesk.platform;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Keeps Ringdesk from believing everybody who says that they are a proxy. */
@Component
class NamedProxies {
    /** @throws StartRefused for the strategy that asks nobody who they are */
    NamedProxies(Environment settings) {
        if ("framework".equalsIgnoreCase(settings.getProperty("server.forward-headers-strategy", "none"))) {
            throw new StartRefused(
                    "server.forward-headers-strategy=framework would believe whatever anybody says of where "
                            + "they are; set it to native, which believes server.tomcat.remoteip.internal-proxies only");
        }
    }
}
