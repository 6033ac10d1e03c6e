package org.ringdesk.pbx.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, again and again over UDP until they are answered (RFC 3261, section 17.1.2), signs them in where that is
 * asked for, and hands on what was answered in the end. It has no clock. Not safe for several threads.
 */
final class SipClient {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    private static final Duration TIMER_F = T1.multipliedBy(64);
    private static final int MOST_TRIES = 4;

    private final SipTransport transport;
    private final Digest digest;
    private final Subscription.Ids ids;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final String user;
    private String seenAs;
    private long sequence;

    /** Who wants to know what was answered. */
    interface Answers {
        void answered(SipMessage response, Instant now) throws IOException;
    }

    private static final class Pending {
        final SipMessage request;
        final Answers to;
        final Instant since;
        final int tries;

        /** Whether the nonce it was signed with was made for it. */
        final boolean challenged;

        SipMessage sent;
        Duration pause = T1;
        Instant againAt;

        Pending(SipMessage request, SipMessage sent, Answers to, Instant since, int tries, boolean challenged) {
            this.request = request;
            this.sent = sent;
            this.to = to;
            this.since = since;
            this.tries = tries;
            this.challenged = challenged;
            this.againAt = since.plus(T1);
        }
    }

    /** @param user as in addresses */
    SipClient(SipTransport transport, String user, Digest digest, Subscription.Ids ids) {
        this.transport = transport;
        this.user = user;
        this.digest = digest;
        this.ids = ids;
        this.seenAs = written(transport.local());
    }

    private static String written(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        int zone = host.indexOf('%');
        String bare = zone < 0 ? host : host.substring(0, zone);
        return (bare.indexOf(':') < 0 ? bare : '[' + bare + ']') + ':' + address.getPort();
    }

    /** Where requests to this end are to go, as the phone system sees it. */
    String contact() {
        return "<sip:" + user + '@' + seenAs + transport.protocol().parameter() + '>';
    }

    /** @param request without {@code Via} and {@code CSeq} */
    void ask(SipMessage request, Answers to, Instant now) throws IOException {
        ask(request, to, now, 1, false);
    }

    private void ask(SipMessage request, Answers to, Instant now, int tries, boolean challenged) throws IOException {
        String branch = "z9hG4bK" + ids.next();
        SipMessage sent = signed(request, branch);
        pending.put(branch, new Pending(request, sent, to, now, tries, challenged));
        transport.send(sent);
    }

    /** Sends it once, whatever is answered. */
    void tell(SipMessage request) throws IOException {
        transport.send(signed(request, "z9hG4bK" + ids.next()));
    }

    private SipMessage signed(SipMessage request, String branch) {
        String via = SipMessage.VERSION + '/' + transport.protocol() + ' ' + written(transport.local())
                + ";rport;branch=" + branch;
        return digest.signed(request.with("CSeq", ++sequence + " " + request.method())
                .with("User-Agent", "Ringdesk")
                .with("Via", via));
    }

    /** Whether nothing is waited for. */
    boolean idle() {
        return pending.isEmpty();
    }

    int waiting() {
        return pending.size();
    }

    /** When {@link #due} has something to do next. */
    Instant dueAt() {
        return pending.values().stream()
                .map(one -> transport.protocol().reliable() || one.againAt.isAfter(one.since.plus(TIMER_F))
                        ? one.since.plus(TIMER_F)
                        : one.againAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** Sends again what was not answered yet, and gives up what was not answered for too long. */
    void due(Instant now) throws IOException {
        for (Map.Entry<String, Pending> entry : List.copyOf(pending.entrySet())) {
            Pending one = entry.getValue();
            if (!now.isBefore(one.since.plus(TIMER_F))) {
                pending.remove(entry.getKey());
                one.to.answered(one.sent.answer(408, "Request Timeout"), now);
            } else if (!transport.protocol().reliable() && !now.isBefore(one.againAt)) {
                one.pause = one.pause.multipliedBy(2).compareTo(T2) > 0 ? T2 : one.pause.multipliedBy(2);
                one.againAt = now.plus(one.pause);
                transport.send(one.sent);
            }
        }
    }

    /** A response that came. */
    void answered(SipMessage response, Instant now) throws IOException {
        String via = response.all("Via").stream().findFirst().orElse("");
        String branch = SipText.parameter(via, "branch");
        @Nullable Pending one = pending.get(branch);
        if (one == null || response.status() == 0) {
            return;
        }
        seen(via);
        if (response.status() < 200) {
            one.pause = T2;
            return;
        }
        pending.remove(branch);
        boolean asksWho = response.status() == 401 || response.status() == 407;
        if (asksWho && mayTryAgain(one, response) && digest.challenged(response)) {
            ask(one.request, one.to, now, one.tries + 1, true);
        } else {
            one.to.answered(response, now);
        }
    }

    private static boolean mayTryAgain(Pending one, SipMessage response) {
        return one.tries < MOST_TRIES && (!one.challenged || Digest.stale(response));
    }

    /** What the phone system saw as the sender (RFC 3581). */
    private void seen(String via) {
        String host = SipText.parameter(via, "received");
        String port = SipText.parameter(via, "rport");
        if (host.matches("[0-9A-Fa-f.:\\[\\]]{2,45}") && port.matches("[1-9][0-9]{0,4}")) {
            String address = host.indexOf(':') >= 0 && !host.startsWith("[") ? '[' + host + ']' : host;
            seenAs = address + ':' + port;
        }
    }

    void reply(SipMessage response) throws IOException {
        transport.send(response);
    }
}
