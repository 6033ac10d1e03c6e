package org.ringdesk.pbx.sip;

/**
 * The best way in which a phone system ever asked for the password and let Ringdesk in. Whoever puts himself between the two
 * would ask for it in a worse one, by which passwords can be tried out faster.
 */
final class Strongest {
    private int algorithm = -1;
    private boolean qop;

    /** Whether a challenge is as good as any before. */
    synchronized boolean allows(int strength, boolean withQop) {
        return strength >= algorithm && (withQop || !qop);
    }

    synchronized void accepted(int strength, boolean withQop) {
        algorithm = Math.max(algorithm, strength);
        qop |= withQop;
    }
}
