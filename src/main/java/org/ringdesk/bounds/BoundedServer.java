package org.ringdesk.bounds;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Puts the limits of connections into Tomcat. */
@Component
class BoundedServer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final ConnectionGate gate;

    BoundedServer(ConnectionGate gate) {
        this.gate = gate;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(BoundedProtocol.class.getName());
        factory.addConnectorCustomizers(this::watch);
        factory.addEngineValves(new ConnectionValve(gate));
        // What RequestTurns keeps back is sent after the page was forwarded to.
        factory.addContextCustomizers(context -> context.setSuspendWrappedResponseAfterForward(false));
    }

    private void watch(Connector connector) {
        if (connector.getProtocolHandler() instanceof BoundedProtocol protocol) {
            gate.start(protocol.endpoint());
        }
    }
}
