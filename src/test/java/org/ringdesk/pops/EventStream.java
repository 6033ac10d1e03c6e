package org.ringdesk.pops;

import com.jayway.jsonpath.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ringdesk.Desk;

/** What a program that listens to {@code /live} hears. */
public final class EventStream implements AutoCloseable {
    private static final long PATIENCE = 5_000;

    private final Socket socket;
    private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    private final List<String> head = new ArrayList<>();

    /** One event; of the end of the stream it is named {@code end}. */
    public record Event(String id, String name, String data) {
        public String text(String path) {
            return JsonPath.<Object>read(data, path).toString();
        }

        public long number(String path) {
            return Long.parseLong(text(path));
        }

        public List<Object> list(String path) {
            return JsonPath.read(data, path);
        }

        public long call() {
            return number("$.call");
        }
    }

    private EventStream(Socket socket) throws IOException {
        this.socket = socket;
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            head.add(line);
        }
        Thread.startVirtualThread(() -> listen(lines));
    }

    /** As a browser opens it for whoever is signed in there. */
    public static EventStream open(int port, Desk desk) {
        return open(port, desk, "");
    }

    /** As a browser opens it again. */
    public static EventStream open(int port, Desk desk, String lastEventId) {
        try {
            var socket = new Socket("localhost", port);
            var out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
            out.print("GET /live HTTP/1.1\r\nHost: localhost:" + port
                    + "\r\nAccept: text/event-stream\r\nCookie: " + desk.cookies() + "\r\n"
                    + (lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n");
            out.flush();
            return new EventStream(socket);
        } catch (IOException e) {
            throw new AssertionError("no stream from port " + port, e);
        }
    }

    private void listen(BufferedReader lines) {
        String id = "";
        String name = "";
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    heard.add(new Event(id, name, line.substring(6)));
                } else if (line.startsWith(":")) {
                    heard.add(new Event("", "beat", "{}"));
                }
            }
        } catch (IOException closed) {
            // So a stream may end, too.
        }
        heard.add(new Event("", "end", "{}"));
    }

    /** What no browser does. */
    public void say(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError("the stream could not be written to", e);
        }
    }

    /** Status line and headers. */
    public List<String> head() {
        return head;
    }

    public Event next() {
        return next(PATIENCE);
    }

    public Event next(long millis) {
        try {
            Event event = heard.poll(millis, TimeUnit.MILLISECONDS);
            if (event == null) {
                throw new AssertionError("the stream said nothing for " + millis + " ms");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The next event of that name; heart-beats and others before it are passed over. */
    public Event next(String name) {
        Event event = next();
        while (!event.name().equals(name) && !event.name().equals("end")) {
            event = next();
        }
        if (!event.name().equals(name)) {
            throw new AssertionError("the stream ended before " + name);
        }
        return event;
    }

    /** What came and was not asked for yet, without heart-beats. */
    public List<Event> rest() {
        List<Event> rest = new ArrayList<>();
        heard.drainTo(rest);
        return rest.stream().filter(event -> !event.name().equals("beat")).toList();
    }

    /** Whether nothing comes for a while. */
    public boolean silent() {
        try {
            return heard.poll(700, TimeUnit.MILLISECONDS) == null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // It was to be closed.
        }
    }
}
