package org.ringdesk.platform;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The web server's threads that take connections (acceptor) and wait for their bytes (poller), and its open port. Overload
 * fills a queue and makes who connects wait; only a port that nobody listens at refuses.
 */
@Component
class WebServerVitals implements Vital {
    private static final int REFUSALS = 3;
    private static final int CONNECT_MILLIS = 1_000;

    private final Map<String, Served> servers = new ConcurrentHashMap<>();

    private record Served(List<Thread> threads, InetSocketAddress door, int refusals) {
        Served knocked() {
            return new Served(threads, door, refuses(door) ? refusals + 1 : 0);
        }

        Optional<String> dead() {
            return Vital.ended(threads)
                    .or(() -> refusals < REFUSALS ? Optional.empty() : Optional.of("port " + door.getPort()));
        }
    }

    @EventListener
    void remember(ServletWebServerInitializedEvent started) {
        if (started.getWebServer() instanceof TomcatWebServer tomcat) {
            List<Connector> connectors = List.of(tomcat.getTomcat().getService().findConnectors());
            @Nullable String namespace = started.getApplicationContext().getServerNamespace();
            servers.put(
                    String.valueOf(namespace),
                    new Served(
                            connectors.stream()
                                    .flatMap(WebServerVitals::threads)
                                    .toList(),
                            door(connectors.getFirst(), tomcat.getPort()),
                            0));
        }
    }

    /** They are named after their connector, before it knew which free port it had got. */
    private static Stream<Thread> threads(Connector connector) {
        String name = connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol
                ? ObjectName.unquote(protocol.getName()) + "-"
                : "";
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("http.*-(Acceptor|Poller)"))
                .filter(thread -> name.startsWith(thread.getName().replaceFirst("(Acceptor|Poller)$", "")));
    }

    private static InetSocketAddress door(Connector connector, int port) {
        Object address = connector.getProperty("address");
        boolean every = !(address instanceof InetAddress one) || one.isAnyLocalAddress();
        return new InetSocketAddress(every ? InetAddress.getLoopbackAddress() : (InetAddress) address, port);
    }

    private static boolean refuses(InetSocketAddress door) {
        try (Socket socket = new Socket()) {
            socket.connect(door, CONNECT_MILLIS);
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException slow) {
            return false;
        }
    }

    @Override
    public Optional<String> dead() {
        servers.replaceAll((name, served) -> served.knocked());
        return servers.values().stream()
                .map(Served::dead)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
