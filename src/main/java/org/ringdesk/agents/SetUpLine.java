package org.ringdesk.agents;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Prints, after the line that says Ringdesk is ready, the link by which an installation gets its first administrator. */
@Component
@Profile("!demo")
class SetUpLine {
    private final FirstAdministrator firstAdministrator;
    private final Invitations invitations;

    SetUpLine(FirstAdministrator firstAdministrator, Invitations invitations) {
        this.firstAdministrator = firstAdministrator;
        this.invitations = invitations;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void print(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof ServletWebServerApplicationContext web
                && web.getWebServer() != null
                && firstAdministrator.isMissing()) {
            System.out.println("Set up the first administrator: http://localhost:"
                    + web.getWebServer().getPort() + invitations.forFirstAdministrator());
        }
    }
}
