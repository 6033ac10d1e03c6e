package org.ringdesk.bounds;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.http.MimeHeaders;
import org.ringdesk.platform.AcceptLanguage;

/**
 * Tells a connection when its request begins and ends, before anybody reads a parameter of it. Of the languages that a browser
 * asks for only the first ones are left: whoever reads them takes long for many, and Tomcat fails at the eleventh.
 */
final class ConnectionValve extends ValveBase {
    private static final String LANGUAGES = "Accept-Language";

    private final ConnectionGate gate;

    ConnectionValve(ConnectionGate gate) {
        super(true);
        this.gate = gate;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        shorten(request.getCoyoteRequest().getMimeHeaders());
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

    private static void shorten(MimeHeaders headers) {
        String asked = headers.getHeader(LANGUAGES);
        if (asked != null) {
            headers.setValue(LANGUAGES).setString(AcceptLanguage.first(asked));
        }
    }
}
