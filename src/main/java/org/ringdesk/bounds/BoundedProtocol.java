package org.ringdesk.bounds;

import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 over {@link BoundedEndpoint}. Public only because Tomcat makes it by name. */
public final class BoundedProtocol extends Http11NioProtocol {
    private final BoundedEndpoint endpoint;

    public BoundedProtocol() {
        this(new BoundedEndpoint());
    }

    private BoundedProtocol(BoundedEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    BoundedEndpoint endpoint() {
        return endpoint;
    }
}
