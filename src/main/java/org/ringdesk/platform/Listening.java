package org.ringdesk.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.core.env.Environment;

/**
 * Where Ringdesk listens, as its settings say.
 *
 * @param onThisComputerOnly whether every port that it opens is one of loopback
 * @param behindProxy whether it was told to believe a proxy, which then has the TLS
 * @param encrypted whether it speaks TLS itself
 */
public record Listening(boolean onThisComputerOnly, boolean behindProxy, boolean encrypted) {
    /** What stands for every address of the computer is no loopback, and nor is an empty setting. */
    public static Listening of(Environment settings) {
        boolean pages = isLoopback(settings.getProperty("server.address", ""));
        boolean measurements =
                settings.getProperty("management.server.port", "").isBlank()
                        || isLoopback(settings.getProperty("management.server.address", ""));
        String strategy = settings.getProperty("server.forward-headers-strategy", "none");
        boolean encrypted = settings.containsProperty("server.ssl.bundle")
                || settings.containsProperty("server.ssl.key-store")
                || settings.containsProperty("server.ssl.certificate");
        return new Listening(pages && measurements, !"none".equalsIgnoreCase(strategy), encrypted);
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address.strip()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
