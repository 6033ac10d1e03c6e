package org.ringdesk.pbx.sip;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** SIP over UDP, from a socket that only hears its one peer (RFC 3581 answers come back to it). */
final class DatagramTransport extends SipTransport {
    private static final int LARGEST = 65_535;

    private final DatagramSocket socket;

    private DatagramTransport(DatagramSocket socket) {
        this.socket = socket;
    }

    static DatagramTransport open(SipSettings settings) throws IOException {
        var peer = new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
        var socket = new DatagramSocket(null);
        try {
            socket.bind(new InetSocketAddress(0));
            socket.connect(peer);
            return new DatagramTransport(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        } catch (IllegalArgumentException e) {
            socket.close();
            throw new UnknownHostException(settings.host());
        }
    }

    @Override
    void read() throws IOException {
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        while (true) {
            packet.setLength(LARGEST);
            try {
                socket.receive(packet);
            } catch (PortUnreachableException e) {
                throw refused(e);
            }
            pace().bytes(packet.getLength());
            byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
            @Nullable SipMessage message = SipMessage.parse(bytes);
            if (message != null) {
                arrivedOrLost(message);
            }
        }
    }

    @Override
    void send(SipMessage message) throws IOException {
        byte[] bytes = message.bytes();
        try {
            socket.send(new DatagramPacket(bytes, bytes.length));
        } catch (PortUnreachableException e) {
            throw refused(e);
        }
    }

    /** As TCP calls it. */
    private static ConnectException refused(IOException why) {
        var refused = new ConnectException("nobody listens there");
        refused.initCause(why);
        return refused;
    }

    @Override
    Protocol protocol() {
        return Protocol.UDP;
    }

    @Override
    InetSocketAddress local() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    InetSocketAddress remote() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    @Override
    void end() {
        socket.close();
    }
}
