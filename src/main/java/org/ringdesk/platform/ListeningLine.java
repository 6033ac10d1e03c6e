package org.ringdesk.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells, after the line that says Ringdesk is ready, who can open it: how to let others in, and what is unsafe of it. */
@Component
@Profile("!demo")
class ListeningLine {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningLine.class);

    private final Listening listening;

    ListeningLine(Environment settings) {
        this.listening = Listening.of(settings);
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    void print(ApplicationReadyEvent ready) {
        if (!(ready.getApplicationContext() instanceof ServletWebServerApplicationContext)
                || listening.behindProxy()
                || listening.encrypted()) {
            return;
        }
        if (listening.onThisComputerOnly()) {
            System.out.println("It listens on this computer only. --server.address=0.0.0.0 opens it to the network: "
                    + "put TLS in front, docs/operations.md#tls");
        } else {
            LOG.warn("It is open to the network without TLS: passwords and cookies can be read on the way; "
                    + "put TLS in front, docs/operations.md#tls");
        }
    }
}
