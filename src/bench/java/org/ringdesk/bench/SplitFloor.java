package org.ringdesk.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringdesk.bench.Situation.Message;
import org.ringdesk.bench.Situation.Once;

/** What no connector can be quicker than: one thread that reads the same messages from a socket and splits them into fields. */
final class SplitFloor {
    private static final long NANOS = 3_000_000_000L;

    private SplitFloor() {}

    /** Messages a second. */
    static int measure(ReplayedPbx pbx, List<Situation> situations) throws IOException {
        byte[] all = bytes(pbx, situations);
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var sending = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                Socket reading = server.accept()) {
            Thread.ofPlatform().daemon().start(() -> send(sending, all));
            long begin = System.nanoTime();
            long messages = 0;
            var in = new BufferedInputStream(reading.getInputStream(), 1 << 16);
            while (System.nanoTime() - begin < NANOS) {
                Map<String, String> fields = fields(in);
                int length = Integer.parseInt(fields.getOrDefault("Content-Length", "0"));
                if (length > 0) {
                    fields(in);
                }
                messages++;
            }
            return (int) (messages * 1_000_000_000L / NANOS);
        }
    }

    private static byte[] bytes(ReplayedPbx pbx, List<Situation> situations) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < situations.size(); i++) {
            var once = new Once(i, 500_000, "6172000000", 0, 0);
            for (Message message : situations.get(i).messages()) {
                bytes.writeBytes(pbx.framed(message.bytes(once)));
            }
        }
        return bytes.toByteArray();
    }

    private static void send(Socket to, byte[] all) {
        try {
            OutputStream out = to.getOutputStream();
            while (true) {
                out.write(all);
            }
        } catch (IOException enough) {
            // The time is over.
        }
    }

    private static Map<String, String> fields(InputStream in) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon), line.substring(Math.min(colon + 2, line.length())));
        }
        return fields;
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the sender stopped");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
