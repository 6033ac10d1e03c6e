package org.ringdesk.platform;

/**
 * What a module keeps sealed in the database. It is sealed anew when the key changes, by a program that has nothing of the
 * product but the database: whoever implements this needs no more than a {@code JdbcClient}.
 */
public interface KeptSealed {
    /** Opens everything by the one and stores it as the other closes it, within a transaction; what cannot be opened stays. */
    void sealAnew(Seal before, Seal after);
}
