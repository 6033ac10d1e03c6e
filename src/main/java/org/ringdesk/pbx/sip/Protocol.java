package org.ringdesk.pbx.sip;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What carries SIP. */
enum Protocol {
    UDP(5060),
    TCP(5060),
    TLS(5061);

    final int port;

    Protocol(int port) {
        this.port = port;
    }

    /** As an administrator writes it. */
    static Optional<Protocol> of(String text) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.name().equalsIgnoreCase(text.strip()))
                .findFirst();
    }

    /** As in addresses. */
    String parameter() {
        return ";transport=" + name().toLowerCase(Locale.ROOT);
    }

    boolean reliable() {
        return this != UDP;
    }
}
