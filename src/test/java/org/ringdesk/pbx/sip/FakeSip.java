package org.ringdesk.pbx.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ringdesk.pbx.FakePbx;
import org.ringdesk.pbx.sip.SipMessage.Header;

/**
 * Speaks SIP as a phone system does that tells telephones which lines are busy: asks for a password, keeps subscriptions, and
 * tells of the dialogs of 201 in the full style of RFC 4235.
 */
public final class FakeSip implements FakePbx {
    private static final String SECRET = "s3cret";
    private static final String RINGING = """
            <dialog id="a84b4c76e66710" direction="recipient"><state>%s</state>
            <local><identity display="Alice Adams">sip:201@pbx</identity></local>
            <remote><identity display="Jane Caller">sip:+16174567890@pbx</identity></remote></dialog>
            """;

    private final Wire wire;
    private final Protocol protocol;
    private final String algorithm;
    private final Map<String, Subscriber> subscribers = new ConcurrentHashMap<>();
    private final Map<String, Integer> nonces = new HashMap<>();

    /** How requests were answered, and what was asked. */
    final List<SipMessage> heard = new CopyOnWriteArrayList<>();

    /** Extensions that nobody may watch, with the status that says so. */
    final Map<String, Integer> refused = new ConcurrentHashMap<>();

    /** What goes on at each extension. */
    private final Map<String, String> dialogs = new ConcurrentHashMap<>();

    private volatile boolean hushed;

    /** How long subscriptions last, in seconds. */
    volatile int lasts = 600;

    /** Questions that are not answered the first time that they come. */
    volatile int lost;

    private static final class Subscriber {
        final Wire.Peer peer;
        final SipMessage asked;
        final String extension;
        int version;
        int sequence = 100;

        Subscriber(Wire.Peer peer, SipMessage asked, String extension) {
            this.peer = peer;
            this.asked = asked;
            this.extension = extension;
        }
    }

    public FakeSip() {
        this(Wire.udp(), Protocol.UDP, "SHA-256");
    }

    public static FakeSip overTcp() {
        return new FakeSip(Wire.tcp(), Protocol.TCP, "SHA-256");
    }

    FakeSip(Wire wire, Protocol protocol, String algorithm) {
        this.wire = wire;
        this.protocol = protocol;
        this.algorithm = algorithm;
        wire.to(this::take);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "host",
                protocol == Protocol.TLS ? "localhost" : "127.0.0.1",
                "port",
                Integer.toString(wire.port()),
                "protocol",
                protocol.name(),
                "user",
                "ringdesk",
                "extensions",
                "201, 202-203");
    }

    @Override
    public String secret() {
        return SECRET;
    }

    private synchronized void take(Wire.Peer from, SipMessage message) {
        heard.add(message);
        if (hushed || message.isResponse()) {
            return;
        }
        if (lost > 0) {
            lost--;
            return;
        }
        switch (message.method()) {
            case "SUBSCRIBE" -> subscribe(from, message);
            case "OPTIONS" -> from.send(message.answer(200, "OK").bytes());
            default -> from.send(message.answer(501, "Not Implemented").bytes());
        }
    }

    private void subscribe(Wire.Peer from, SipMessage message) {
        String call = message.header("Call-ID");
        String extension = SipIdentity.party(message.header("To"), "").number();
        boolean renews = !SipText.parameter(message.header("To"), "tag").isEmpty();
        if (!signedIn(message)) {
            String nonce = "n" + nonces.size();
            nonces.put(nonce, 0);
            var ask = new Header(
                    "WWW-Authenticate",
                    "Digest realm=\"fake, really\", qop=\"auth\", opaque=\"x\", algorithm=" + algorithm + ", nonce=\""
                            + nonce + '"');
            from.send(message.answer(401, "Unauthorized", ask).bytes());
        } else if (renews && !subscribers.containsKey(call)) {
            from.send(message.answer(481, "Subscription Does Not Exist").bytes());
        } else if (refused.containsKey(extension)) {
            from.send(message.answer(refused.get(extension), "No").bytes());
        } else {
            grant(from, message, call, extension);
        }
    }

    private void grant(Wire.Peer from, SipMessage message, String call, String extension) {
        boolean ends = message.header("Expires").equals("0");
        SipMessage answer = message.answer(
                200,
                "OK",
                new Header("Contact", "<sip:pbx@127.0.0.1:" + wire.port() + '>'),
                new Header("Expires", ends ? "0" : Integer.toString(lasts)),
                new Header("Server", "Fake PBX 1.0"));
        SipMessage tagged = SipText.parameter(message.header("To"), "tag").isEmpty()
                ? answer.without("To").with("To", message.header("To") + ";tag=pbx")
                : answer;
        if (ends) {
            subscribers.remove(call);
            from.send(tagged.bytes());
        } else {
            // Known before it is answered: a test may look as soon as the answer is there.
            Subscriber known = subscribers.computeIfAbsent(call, key -> new Subscriber(from, message, extension));
            from.send(tagged.bytes());
            tell(known, 1);
        }
    }

    private boolean signedIn(SipMessage message) {
        String header = message.header("Authorization");
        if (header.isEmpty()) {
            return false;
        }
        Map<String, String> said = new LinkedHashMap<>();
        for (String part : SipText.split(header.substring("Digest ".length()), ',')) {
            said.put(part.split("=", 2)[0], SipText.unquoted(part.split("=", 2)[1]));
        }
        int count = Integer.parseInt(said.get("nc"), 16);
        String nonce = said.get("nonce");
        boolean fresh = nonces.getOrDefault(nonce, Integer.MAX_VALUE) < count;
        String expected = hash(hash("ringdesk:fake, really:" + SECRET) + ':' + nonce + ':' + said.get("nc") + ':'
                + said.get("cnonce") + ":auth:" + hash(message.method() + ':' + message.uri()));
        if (fresh && expected.equals(said.get("response"))) {
            nonces.put(nonce, count);
            return true;
        }
        return false;
    }

    private String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell(Subscriber to, int times) {
        String inside = dialogs.getOrDefault(to.extension, "");
        String body = "<?xml version=\"1.0\"?><dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\""
                + to.version++ + "\" state=\"full\" entity=\"sip:" + to.extension + "@pbx\">" + inside
                + "</dialog-info>";
        send(to, body, Subscription.CONTENT, times);
    }

    /** Tells whoever watches the extension something else. */
    synchronized void tell(String extension, byte[] body) {
        subscribers.values().stream()
                .filter(one -> one.extension.equals(extension))
                .forEach(one -> notify(one, ++one.sequence, "active;expires=" + lasts, body, Subscription.CONTENT));
    }

    /** Ends the subscriptions to the extension. */
    synchronized void terminate(String extension, String reason) {
        for (Map.Entry<String, Subscriber> one : List.copyOf(subscribers.entrySet())) {
            if (one.getValue().extension.equals(extension)) {
                subscribers.remove(one.getKey());
                notify(one.getValue(), ++one.getValue().sequence, "terminated;reason=" + reason, new byte[0], "");
            }
        }
    }

    /** Sends any request to all who watch. */
    void send(SipMessage request) {
        subscribers.values().forEach(one -> one.peer.send(request.bytes()));
    }

    private void send(Subscriber to, String body, String type, int times) {
        int sequence = ++to.sequence;
        for (int i = 0; i < times; i++) {
            notify(to, sequence, "active;expires=" + lasts, body.getBytes(StandardCharsets.UTF_8), type);
        }
    }

    private void notify(Subscriber to, int sequence, String state, byte[] body, String type) {
        var headers = new ArrayList<Header>();
        headers.add(
                new Header("Via", "SIP/2.0/" + protocol + " 127.0.0.1:" + wire.port() + ";branch=z9hG4bKn" + sequence));
        headers.add(new Header("From", to.asked.header("To").split(";", 2)[0] + ";tag=pbx"));
        headers.add(new Header("To", to.asked.header("From")));
        headers.add(new Header("Call-ID", to.asked.header("Call-ID")));
        headers.add(new Header("CSeq", sequence + " NOTIFY"));
        headers.add(new Header("Event", "dialog"));
        headers.add(new Header("Subscription-State", state));
        headers.add(new Header("Contact", "<sip:pbx@127.0.0.1:" + wire.port() + '>'));
        if (!type.isEmpty()) {
            headers.add(new Header("Content-Type", type));
        }
        String uri = SipText.address(to.asked.header("Contact"));
        to.peer.send(new SipMessage("NOTIFY " + uri + " SIP/2.0", headers, body).bytes());
    }

    private synchronized void change(String dialog, int times) {
        dialogs.put("201", dialog);
        subscribers.values().stream().filter(one -> one.extension.equals("201")).forEach(one -> tell(one, times));
        if (dialog.contains("terminated")) {
            dialogs.remove("201");
        }
    }

    @Override
    public void rings() {
        change(RINGING.formatted("early"), 1);
    }

    @Override
    public void answers() {
        change(RINGING.formatted("confirmed"), 1);
    }

    @Override
    public void ends() {
        change(RINGING.formatted("terminated"), 1);
    }

    @Override
    public void twice() {
        List.of("early", "confirmed", "terminated").forEach(state -> change(RINGING.formatted(state), 2));
    }

    @Override
    public void endsUnheard() {
        dialogs.remove("201");
    }

    @Override
    public synchronized void cut() {
        subscribers.clear();
        wire.cut();
    }

    @Override
    public void hush() {
        hushed = true;
    }

    @Override
    public void speak() {
        hushed = false;
    }

    @Override
    public int links() {
        return subscribers.isEmpty() ? 0 : 1;
    }

    Set<String> watched() {
        return Set.copyOf(
                subscribers.values().stream().map(one -> one.extension).toList());
    }

    @Override
    public void close() {
        wire.close();
        subscribers.clear();
    }
}
