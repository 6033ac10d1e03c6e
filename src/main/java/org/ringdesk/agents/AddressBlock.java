package org.ringdesk.agents;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** What one client can be told by: an IPv4 address, or the first 64 bits of an IPv6 one, of which everybody has so many. */
final class AddressBlock {
    private static final int BYTES_OF_A_NETWORK = 8;

    private AddressBlock() {}

    /** @param address as the server tells it; what is no address stands for itself */
    static String of(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address.replaceFirst("%.*", ""));
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, BYTES_OF_A_NETWORK)
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
