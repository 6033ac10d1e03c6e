package org.ringdesk.pbx.asterisk;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which classes of events an account may read. Nothing says so. What can be done is to cause an event of the class
 * that means nothing to anybody, and to see whether it comes: a device's state is changed that nothing belongs to, and a
 * global variable is set that nothing reads.
 */
final class AmiHearing {
    private static final String DEVICE = "Custom:ringdesk";
    private static final String SET = "ringdesk-set";
    private static final String VARIABLE = "CTI_RINGDESK";

    private final AmiLink link;
    private boolean device;
    private boolean variable;
    private boolean refused;

    AmiHearing(AmiLink link) {
        this.link = link;
    }

    /** Keys of texts about what is not heard; none where that cannot be tried. */
    List<String> lacks() throws IOException {
        link.ask("Events", "EventMask", "call,dialplan");
        set("DEVICE_STATE(" + DEVICE + ")", "INUSE");
        set("DEVICE_STATE(" + DEVICE + ")", "NOT_INUSE");
        set(VARIABLE, "1");
        listen("ringdesk-heard");
        if (!refused && !(device && variable)) {
            pause();
            listen("ringdesk-heard-again");
        }
        List<String> lacks = new ArrayList<>();
        if (!refused && !device) {
            lacks.add("pbx.asterisk.lacks.call");
        }
        if (!refused && !variable) {
            lacks.add("pbx.asterisk.lacks.dialplan");
        }
        return lacks;
    }

    private void set(String name, String value) throws IOException {
        link.send("Setvar", SET, "Variable", name, "Value", value);
    }

    /** Up to the answer to a question. */
    private void listen(String id) throws IOException {
        link.send("Ping", id);
        for (AmiMessage message = link.next(); !message.text("ActionID").equals(id); message = link.next()) {
            take(message);
        }
    }

    private void take(AmiMessage message) {
        device |= message.text("Device").equals(DEVICE);
        variable |= message.text("Variable").equals(VARIABLE);
        refused |= message.text("ActionID").equals(SET) && !message.is("Response", "Success");
    }

    /** Events are written by another thread of the PBX than answers. */
    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(500));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
