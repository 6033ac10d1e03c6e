package org.ringdesk.pbx;

import java.io.IOException;

/**
 * How much of the heap one phone system may make Ringdesk keep, whatever for: channels, telephones, answers that are not
 * complete, messages that wait. Whoever keeps something takes room for it before and gives it back after; where there is
 * none, it is not kept. The numbers are estimates that are rather too high.
 */
public final class Room {
    /**
     * In bytes. A phone system with 1,000 channels and 5,000 telephones takes some 15 MB while it lists them; {@code
     * ringdesk.pbx.connections} of them fit into the heap that the launcher sets, beside everything else.
     */
    public static final int EACH = 20 * 1024 * 1024;

    /** Of a string without its characters, with the entry of a map that it stands in. */
    private static final int STRING = 72;

    private final int all;
    private int taken;

    public Room(int bytes) {
        this.all = bytes;
    }

    /** The phone system sends more than it may make Ringdesk keep. */
    public static final class Full extends IOException {
        public Full() {
            super("no room");
        }
    }

    /** What some texts take, with the entries that they stand in. */
    public static int of(String... texts) {
        int bytes = 0;
        for (String text : texts) {
            bytes += STRING + 2 * text.length();
        }
        return bytes;
    }

    /** @return false where there is not so much left; nothing is taken then */
    public synchronized boolean take(int bytes) {
        if (bytes > all - taken) {
            return false;
        }
        taken += bytes;
        return true;
    }

    /** @throws Full where there is not so much left */
    public void need(int bytes) throws Full {
        if (!take(bytes)) {
            throw new Full();
        }
    }

    public synchronized void give(int bytes) {
        taken = Math.max(0, taken - bytes);
    }

    public synchronized int taken() {
        return taken;
    }
}
