package org.ringdesk.pbx;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.ringdesk.calls.CallEvent;
import org.ringdesk.calls.Presence;

/** Whom a connection tells what it hears. */
public interface Reports {
    /**
     * Something came from the phone system, whatever it was. Where this is not called for ten seconds, in spite of {@link
     * Connection#ping}, the link is taken for dead.
     */
    void heard();

    /**
     * Hands on what a message tells of calls. Returns before it is stored, unless too much waits already.
     *
     * @param name of the message, as the phone system calls it
     * @param number of the caller, for the administrator to recognise the call by
     */
    void tell(String name, String number, List<? extends CallEvent> events);

    /**
     * Everything is known that goes on. Legs of this feed that are open and not among these ended while nobody listened.
     *
     * @param legs ids of the legs that are open
     */
    void settle(Set<String> legs);

    /** A telephone, or its being logged in to queues, is not what it was. Returns at once. */
    default void presence(Presence changed) {}

    /** The same of all telephones that anything is known of. */
    default void presences(Collection<Presence> all) {}
}
