package org.ringdesk.pbx;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** A connection could not be made, or ended by itself. */
public final class ConnectionFailed extends Exception {
    /** A host's name and its port. */
    private static final int LONGEST_FACT = 260;

    private final String key;
    private final List<String> facts;
    private final boolean lasting;

    /**
     * @param lasting whether trying again soon is of no use, since an administrator has to change something
     * @param key of the text that says what is wrong
     */
    public ConnectionFailed(boolean lasting, String key, String... facts) {
        super(key);
        this.lasting = lasting;
        this.key = key;
        this.facts =
                Stream.of(facts).map(fact -> Cleaned.line(fact, LONGEST_FACT)).toList();
    }

    /** What went wrong on the way to an address. */
    public static ConnectionFailed of(IOException problem, String host, int port) {
        String place = host + ':' + port;
        return switch (problem) {
            case Room.Full full -> new ConnectionFailed(false, "pbx.connection.too-much");
            case UnknownHostException unknown -> new ConnectionFailed(false, "pbx.connection.unknown-host", host);
            case NoRouteToHostException noRoute -> new ConnectionFailed(false, "pbx.connection.no-route", place);
            case ConnectException refused -> new ConnectionFailed(false, "pbx.connection.refused", place);
            case SocketTimeoutException late -> new ConnectionFailed(false, "pbx.connection.silent", place);
            case SSLException tls -> new ConnectionFailed(false, "pbx.connection.tls", place);
            default -> new ConnectionFailed(false, "pbx.connection.lost", place);
        };
    }

    public String key() {
        return key;
    }

    public List<String> facts() {
        return facts;
    }

    public boolean lasting() {
        return lasting;
    }
}
