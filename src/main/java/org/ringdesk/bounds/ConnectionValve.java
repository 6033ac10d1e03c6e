package org.ringdesk.bounds;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Tells a connection when its request begins and ends, before anybody reads a parameter of it. */
final class ConnectionValve extends ValveBase {
    private final ConnectionGate gate;

    ConnectionValve(ConnectionGate gate) {
        super(true);
        this.gate = gate;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        ClientConnection connection = gate.of(request);
        if (connection == null) {
            getNext().invoke(request, response);
            return;
        }
        request.setAttribute(ConnectionGate.ATTRIBUTE, connection);
        connection.begin(request.getCoyoteRequest(), System.nanoTime());
        try {
            getNext().invoke(request, response);
        } finally {
            connection.end(System.nanoTime());
        }
    }
}
