package org.ringdesk.platform;

/** Why Ringdesk cannot start, in one sentence that names the thing and the way out. */
public class StartRefused extends RuntimeException {
    public StartRefused(String message) {
        super(message);
    }

    public StartRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
