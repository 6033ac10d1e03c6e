package org.ringdesk.bounds;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The part of an address that one client has to itself: a whole IPv4 address, or the first 64 bits of an IPv6 one. */
public final class Subnet {
    private static final int OWN_BYTES = 8;

    private Subnet() {}

    /** Such as {@code 192.0.2.7} or {@code 2001:db8:0:0:0:0:0:0}; an IPv4 address within an IPv6 one counts as IPv4. */
    public static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return plain(address);
        }
        Arrays.fill(bytes, OWN_BYTES, bytes.length, (byte) 0);
        try {
            return plain(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }

    /** @param literal an address as a servlet request tells it; its zone is left out; what is none is its own subnet */
    public static String of(@Nullable String literal) {
        if (literal == null) {
            return "";
        }
        try {
            return of(InetAddress.ofLiteral(literal.replaceFirst("%.*", "")));
        } catch (IllegalArgumentException notAnAddress) {
            return literal;
        }
    }

    private static String plain(InetAddress address) {
        return address.getHostAddress();
    }
}
