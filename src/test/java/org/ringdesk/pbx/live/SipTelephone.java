package org.ringdesk.pbx.live;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A telephone without sound: SIP over UDP (RFC 3261), enough of it to call, be called, hold, transfer and key digits at an
 * Asterisk on the same computer, where no datagram is lost. Also the carrier's end of a trunk.
 */
public final class SipTelephone implements AutoCloseable {
    static final String PASSWORD = "secret";
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String user;
    private final int pbx;
    private final DatagramSocket socket;
    private final Map<String, SipCall> calls = new ConcurrentHashMap<>();
    private final List<SipCall> all = new CopyOnWriteArrayList<>();
    private final Map<String, SipText> sent = new ConcurrentHashMap<>();
    private volatile boolean registered;

    /** What it answers to calls; 0 for being free. */
    private volatile int refusing;

    private volatile @Nullable Duration answering;

    /**
     * @param address of this computer that it calls from, such as 127.0.0.1
     * @param port that it listens at; 0 for any
     * @param pbx port that the PBX listens at
     */
    public SipTelephone(String user, String address, int port, int pbx) {
        this.user = user;
        this.pbx = pbx;
        try {
            socket = new DatagramSocket(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("telephone " + user).start(this::listen);
    }

    String user() {
        return user;
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Signs on at the PBX and waits until that is done. */
    public SipTelephone register() {
        registered = false;
        register(3_600);
        await("telephone " + user + " to be registered").atMost(PATIENCE).until(() -> registered);
        return this;
    }

    void unregister() {
        registered = false;
        register(0);
        await("telephone " + user + " to be signed off").atMost(PATIENCE).until(() -> registered);
    }

    private void register(int seconds) {
        String own = '<' + address(user) + '>';
        send(request(
                "REGISTER",
                "sip:127.0.0.1:" + pbx,
                own + ";tag=" + UUID.randomUUID(),
                own,
                UUID.randomUUID().toString(),
                1,
                List.of(Map.entry("Expires", Integer.toString(seconds))),
                ""));
    }

    /** Rings until somebody picks it up or gives up. */
    void free() {
        refusing = 0;
        answering = null;
    }

    public void answers(Duration after) {
        free();
        answering = after;
    }

    /** @param code such as 486 for busy, 603 for declined */
    void refuses(int code) {
        refusing = code;
    }

    SipCall call(String number) {
        return call(number, '<' + address(user) + '>');
    }

    /** @param from as in the header: name and address */
    SipCall call(String number, String from, String... headers) {
        List<Map.Entry<String, String>> more = new ArrayList<>();
        for (int i = 0; i < headers.length; i += 2) {
            more.add(Map.entry(headers[i], headers[i + 1]));
        }
        String target = address(number);
        SipText invitation = request(
                "INVITE",
                target,
                from + ";tag=" + UUID.randomUUID(),
                '<' + target + '>',
                UUID.randomUUID().toString(),
                100,
                more,
                media("sendrecv"));
        SipCall call = SipCall.to(this, invitation);
        add(call);
        send(invitation);
        return call;
    }

    /** From outside, by a number and a name. */
    public SipCall call(String number, String from, String name) {
        return call(number, '"' + name + "\" <sip:" + from + "@127.0.0.2>", new String[0]);
    }

    /** Waits until it rings. */
    SipCall ringing() {
        return await("telephone " + user + " to ring")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> with(SipCall.State.RINGING), call -> call != null);
    }

    /** Waits until somebody talks on it. */
    public SipCall talking() {
        return await("telephone " + user + " to talk")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> with(SipCall.State.TALKING), call -> call != null);
    }

    private @Nullable SipCall with(SipCall.State state) {
        return all.stream()
                .filter(call -> call.state() == state)
                .reduce((first, last) -> last)
                .orElse(null);
    }

    /** Puts everything down that goes on. */
    public void hangUp() {
        all.forEach(SipCall::hangUp);
        all.clear();
    }

    private void add(SipCall call) {
        calls.put(call.id(), call);
        all.add(call);
    }

    String address(String number) {
        return "sip:" + number + "@127.0.0.1:" + pbx;
    }

    private String contact() {
        return "<sip:" + user + '@' + socket.getLocalAddress().getHostAddress() + ':' + port() + '>';
    }

    /** Sound that nobody sends (RFC 4566). */
    String media(String direction) {
        String address = socket.getLocalAddress().getHostAddress();
        return "v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\nm=audio "
                + (20_000 + port() % 10_000 * 2) + " RTP/AVP 0\r\na=" + direction + "\r\n";
    }

    SipText request(
            String method,
            String target,
            String from,
            String to,
            String call,
            int sequence,
            List<Map.Entry<String, String>> more,
            String body) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("Via", via()));
        headers.add(Map.entry("Max-Forwards", "70"));
        headers.add(Map.entry("From", from));
        headers.add(Map.entry("To", to));
        headers.add(Map.entry("Call-ID", call));
        headers.add(Map.entry("CSeq", sequence + " " + method));
        headers.add(Map.entry("Contact", contact()));
        headers.add(Map.entry("Allow", "INVITE, ACK, CANCEL, BYE, REFER, NOTIFY, INFO, OPTIONS, UPDATE"));
        headers.addAll(more);
        if (body.startsWith("v=0")) {
            headers.add(Map.entry("Content-Type", "application/sdp"));
        }
        return new SipText(method + ' ' + target + " SIP/2.0", headers, body);
    }

    private String via() {
        return "SIP/2.0/UDP " + socket.getLocalAddress().getHostAddress() + ':' + port() + ";rport;branch=z9hG4bK"
                + UUID.randomUUID();
    }

    /** Takes an invitation back (RFC 3261, section 9). */
    void cancel(SipText invitation) {
        send(again(invitation, "CANCEL", invitation.header("To")));
    }

    /** Of a refusal; that of an acceptance is a request of its own (RFC 3261, section 17.1.1.3). */
    void acknowledge(SipText invitation, SipText response) {
        SipText last = sent.getOrDefault(invitation.call(), invitation);
        send(again(last, "ACK", response.header("To")));
    }

    private static SipText again(SipText invitation, String method, String to) {
        List<Map.Entry<String, String>> headers = invitation.headers().stream()
                .filter(header -> !header.getKey().equals("Content-Type"))
                .map(header -> switch (header.getKey()) {
                    case "CSeq" -> Map.entry("CSeq", header.getValue().replaceFirst("[A-Z]+", method));
                    case "To" -> Map.entry("To", to);
                    default -> header;
                })
                .toList();
        return new SipText(invitation.start().replaceFirst("[A-Z]+", method), headers, "");
    }

    void send(SipText message) {
        if (message.request()
                && !message.method().equals("ACK")
                && !message.method().equals("CANCEL")) {
            sent.put(message.call(), message);
        }
        byte[] bytes = message.bytes();
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), pbx));
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void respond(SipText request, int code, String reason, String to, String body) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(request.all("Via"));
        headers.addAll(request.all("Record-Route"));
        headers.add(Map.entry("From", request.header("From")));
        headers.add(Map.entry("To", to));
        headers.add(Map.entry("Call-ID", request.call()));
        headers.add(Map.entry("CSeq", request.header("CSeq")));
        headers.add(Map.entry("Contact", contact()));
        if (!body.isEmpty()) {
            headers.add(Map.entry("Content-Type", "application/sdp"));
        }
        send(new SipText("SIP/2.0 " + code + ' ' + reason, headers, body));
    }

    private void listen() {
        var packet = new DatagramPacket(new byte[65_536], 65_536);
        try {
            while (true) {
                socket.receive(packet);
                SipText message = SipText.of(packet.getData(), packet.getLength());
                if (message.request()) {
                    asked(message);
                } else {
                    answered(message);
                }
            }
        } catch (IOException closed) {
            registered = false;
        }
    }

    private void asked(SipText request) {
        SipCall known = calls.get(request.call());
        if (known != null) {
            // The same invitation again was answered already.
            if (!request.method().equals("INVITE")
                    || !request.header("CSeq").equals(known.invitation().header("CSeq"))) {
                known.asked(request);
            }
        } else if (request.method().equals("INVITE")) {
            invited(SipCall.from(this, request));
        } else if (!request.method().equals("ACK")) {
            respond(request, 200, "OK", request.header("To") + ";tag=" + UUID.randomUUID(), "");
        }
    }

    private void invited(SipCall call) {
        add(call);
        if (refusing > 0) {
            call.refuse(refusing);
            return;
        }
        call.ring();
        Duration after = answering;
        if (after != null) {
            Thread.ofVirtual().start(() -> {
                pause(after);
                call.answer();
            });
        }
    }

    private void answered(SipText response) {
        int status = response.status();
        SipText asked = sent.get(response.call());
        if ((status == 401 || status == 407)
                && asked != null
                && asked.header("Authorization").isEmpty()) {
            if (response.method().equals("INVITE")) {
                send(again(asked, "ACK", response.header("To")));
            }
            send(authorized(asked, response.header(status == 401 ? "WWW-Authenticate" : "Proxy-Authenticate")));
        } else if (response.method().equals("REGISTER")) {
            registered = status == 200;
        } else if (response.method().equals("INVITE")) {
            SipCall call = calls.get(response.call());
            if (call != null) {
                call.answered(response);
            }
        }
    }

    /** RFC 2617, with qop. */
    private SipText authorized(SipText asked, String challenge) {
        String realm = part(challenge, "realm");
        String nonce = part(challenge, "nonce");
        String uri = asked.start().split(" ", 3)[1];
        String a1 = md5(user + ':' + realm + ':' + PASSWORD);
        String response = md5(a1 + ':' + nonce + ":00000001:4711:auth:" + md5(asked.method() + ':' + uri));
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        asked.headers()
                .forEach(header -> headers.add(
                        switch (header.getKey()) {
                            case "Via" -> Map.entry("Via", via());
                            case "CSeq" -> Map.entry("CSeq", "101 " + asked.method());
                            default -> header;
                        }));
        headers.add(Map.entry(
                "Authorization",
                "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", qop=auth, nc=00000001, cnonce=\"4711\", opaque=\"%s\", algorithm=MD5"
                        .formatted(user, realm, nonce, uri, response, part(challenge, "opaque"))));
        return new SipText(asked.start(), headers, asked.body());
    }

    private static String part(String challenge, String name) {
        Matcher part = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        return part.find() ? part.group(1) : "";
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        hangUp();
        socket.close();
    }
}
