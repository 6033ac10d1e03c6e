package org.ringdesk.pbx;

import java.util.List;
import java.util.Map;

/** A phone system for tests, of which only the wire is real: what it sends, and how it answers. */
public interface FakePbx extends AutoCloseable {
    /** What an administrator would set to connect to it. */
    Map<String, String> settings();

    String secret();

    /** {@code +16174567890} calls, and the telephone of 201 rings. */
    void rings();

    /** 201 answers. */
    void answers();

    /** The caller hangs up. */
    void ends();

    /** The same from the beginning to the end, each message twice. */
    void twice();

    /** The call ends and nobody is told: as when the link is broken, or the phone system was restarted. */
    void endsUnheard();

    /** All links break. */
    void cut();

    /** Links stay, but nothing comes of them any more, and nothing is answered. */
    void hush();

    /** Back from {@link #hush}, for links made from now on. */
    void speak();

    /** What was asked of it for calls that go on, such as {@code hang up 201} and {@code transfer 201 to 203}. */
    default List<String> asked() {
        return List.of();
    }

    /** From now on it refuses whatever it is asked for. */
    default void refuse() {}

    /** Whether it tells of telephones: that of 201 is signed in, and logged in to the queue {@code helpdesk}. */
    default boolean tellsOfTelephones() {
        return false;
    }

    /** 201 takes no more calls of the queue. */
    default void pauses() {}

    /** Whether it can be asked to do something with calls. */
    default boolean obeys() {
        return false;
    }

    /** How many links there are now. */
    int links();

    @Override
    void close();
}
