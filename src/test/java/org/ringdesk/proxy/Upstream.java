package org.ringdesk.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where Ringdesk does, behind the proxy, and keeps the heads of requests as they came. */
final class Upstream implements AutoCloseable {
    private final ServerSocket door;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    Upstream() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
    }

    int port() {
        return door.getLocalPort();
    }

    List<String> heads() {
        return heads;
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket socket = door.accept()) {
                var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
                StringBuilder head = new StringBuilder();
                for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                    head.append(line).append('\n');
                }
                heads.add(head.toString());
                socket.getOutputStream()
                        .write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
            } catch (IOException gone) {
                // The next one may not be.
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
