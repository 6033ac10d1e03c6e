package org.ringdesk.demo;

/**
 * A link that shows one row of the link contract at work.
 *
 * @param key names its texts in the bundle: {@code demo.KEY.row} and {@code demo.KEY.does}
 * @param link as a phone system would open it
 */
public record DemoExample(String key, String link) {
    public String rowKey() {
        return "demo." + key + ".row";
    }

    public String doesKey() {
        return "demo." + key + ".does";
    }
}
