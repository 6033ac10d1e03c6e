package org.ringdesk.pbx;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where connections to phone systems may lead. Link-local addresses are none of them: at 169.254.169.254 clouds keep what a
 * server is known by. Neither are multicast and unspecified ones. A name is judged by what it resolves to, once: the
 * connection is made to the address that was looked at.
 */
public final class Targets {
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] COMPATIBLE = new byte[12];

    private Targets() {}

    /** The name leads to where no phone system is. */
    static final class Denied extends IOException {}

    /**
     * @throws UnknownHostException where nothing is called so
     * @throws IOException which {@link ConnectionFailed#of} knows, where no connection may lead there
     */
    public static InetSocketAddress of(String host, int port) throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        if (Arrays.stream(addresses).anyMatch(Targets::isDenied)) {
            throw new Denied();
        }
        return new InetSocketAddress(addresses[0], port);
    }

    /** Whether it is written as an address, and one that is denied; what a name leads to is looked at when connecting. */
    static boolean isDeniedLiteral(String host) {
        try {
            return isDenied(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isDenied(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || holdsDenied(address.getAddress());
    }

    /** An IPv4 address within an IPv6 one: IPv4-compatible (RFC 4291, 2.5.5.1), NAT64 (RFC 6052), 6to4 (RFC 3056). */
    private static boolean holdsDenied(byte[] bytes) {
        if (bytes.length != 16) {
            return bytes[0] == 0;
        }
        byte[] head = Arrays.copyOf(bytes, 12);
        if (Arrays.equals(head, COMPATIBLE) || Arrays.equals(head, NAT64)) {
            return isDeniedIpv4(Arrays.copyOfRange(bytes, 12, 16));
        }
        return bytes[0] == 0x20 && bytes[1] == 0x02 && isDeniedIpv4(Arrays.copyOfRange(bytes, 2, 6));
    }

    /** {@code ::1} is no such address. */
    private static boolean isDeniedIpv4(byte[] bytes) {
        try {
            return !Arrays.equals(bytes, new byte[] {0, 0, 0, 1}) && isDenied(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
