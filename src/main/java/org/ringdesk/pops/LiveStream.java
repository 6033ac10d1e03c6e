package org.ringdesk.pops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.OpenSignIn;

/** The stream of one tab (or program) of a signed-in agent: each notice once, in order. */
final class LiveStream {
    private static final Duration HEART_BEAT = Duration.ofSeconds(15);
    private static final byte[] BEAT = ":\n\n".getBytes(UTF_8);
    private static final long NOT_BEGUN = -1;

    private final OpenSignIn signIn;
    private final LiveSocket socket;
    private long position = NOT_BEGUN;

    LiveStream(OpenSignIn signIn, LiveSocket socket) {
        this.signIn = signIn;
        this.socket = socket;
    }

    AccountId agent() {
        return signIn.account();
    }

    OpenSignIn signIn() {
        return signIn;
    }

    /** Goes on behind that notice. The pause before a reconnect differs, so that not all come back at the same moment. */
    synchronized void resume(long from) {
        socket.write(("retry: " + ThreadLocalRandom.current().nextInt(800, 2_200) + "\n\n").getBytes(UTF_8));
        position = from;
    }

    /** Begins with how everything is. */
    void begin(Notice state) {
        resume(state.id());
        socket.write(text(state));
    }

    /** Says a notice, unless it is said already, or the stream has not begun yet. */
    synchronized void say(Notice notice, byte[] text) {
        if (position != NOT_BEGUN && notice.id() > position) {
            position = notice.id();
            socket.write(text);
        }
    }

    synchronized long position() {
        return position;
    }

    boolean begun() {
        return position() != NOT_BEGUN;
    }

    /** Keeps proxies from closing the connection, and finds out whether anybody is there. */
    void beat() {
        if (socket.stuck()) {
            socket.close();
        } else if (begun() && socket.silentFor(HEART_BEAT)) {
            socket.write(BEAT);
        }
    }

    boolean isOver() {
        return socket.isOver();
    }

    void close() {
        socket.close();
    }

    static byte[] text(Notice notice) {
        return "id: %d\nevent: %s\ndata: %s\n\n"
                .formatted(notice.id(), notice.event(), notice.data())
                .getBytes(UTF_8);
    }
}
