package org.ringdesk.platform;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells whoever started Ringdesk that it serves, and where. Scripts wait for this line. */
@Component
class ReadyLine {
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void print(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof ServletWebServerApplicationContext web
                && web.getWebServer() != null) {
            System.out.println("Ringdesk is ready at http://localhost:"
                    + web.getWebServer().getPort());
        }
    }
}
