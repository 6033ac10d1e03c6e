package org.ringdesk.pbx;

import java.io.IOException;
import java.util.List;

/** One link to a phone system, signed in, until it breaks. */
public interface Connection extends AutoCloseable {
    /** Of the phone system, as it calls itself; empty where it does not say. */
    String version();

    /**
     * Keys of texts that say what the account may not do and should; mostly none. Behind a blank may stand what the text is
     * filled in with. Asked once, before {@link #run}.
     */
    List<String> lacks() throws ConnectionFailed;

    /**
     * Finds out what goes on, then tells what happens, until the link ends. What it knew before the link ended is its
     * connector's own matter; {@link Reports#settle} puts right what was told earlier.
     *
     * @throws ConnectionFailed where it did not end by {@link #close}
     */
    void run(Reports reports) throws ConnectionFailed;

    /** Asks the phone system for a sign of life; called by another thread when nothing was heard for some seconds. */
    void ping() throws IOException;

    /** Ends the link, so that {@link #run} returns. May be called by any thread, and more than once. */
    @Override
    void close();
}
