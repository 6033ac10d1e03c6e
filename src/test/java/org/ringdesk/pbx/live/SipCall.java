package org.ringdesk.pbx.live;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A call as one telephone has it: a dialog of SIP (RFC 3261, section 12). */
public final class SipCall {
    /** How a call stands. */
    public enum State {
        BEGUN,
        RINGING,
        TALKING,
        OVER
    }

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SipTelephone telephone;
    private final SipText invitation;
    private final boolean incoming;
    private final String local;
    private String remote;
    private String target;
    private int sequence;
    private volatile State state = State.BEGUN;
    private volatile int status;
    private volatile long answeredAt;

    private SipCall(
            SipTelephone telephone, SipText invitation, boolean incoming, String local, String remote, String target) {
        this.telephone = telephone;
        this.invitation = invitation;
        this.incoming = incoming;
        this.local = local;
        this.remote = remote;
        this.target = target;
        this.sequence = 110;
    }

    static SipCall from(SipTelephone telephone, SipText invitation) {
        return new SipCall(
                telephone,
                invitation,
                true,
                invitation.header("To") + ";tag=" + UUID.randomUUID(),
                invitation.header("From"),
                invitation.contact());
    }

    /** @param invitation as it is sent; what answers to it is told by {@link #answered} */
    static SipCall to(SipTelephone telephone, SipText invitation) {
        String target = invitation.start().split(" ", 3)[1];
        return new SipCall(telephone, invitation, false, invitation.header("From"), invitation.header("To"), target);
    }

    String id() {
        return invitation.call();
    }

    State state() {
        return state;
    }

    /** Of its end, where it was refused; else 0. */
    int status() {
        return status;
    }

    /** By {@link System#nanoTime}, when it was told to the PBX that this telephone was picked up. */
    public long answeredAt() {
        return answeredAt;
    }

    /** The number or name that it comes from. */
    String remote() {
        return remote;
    }

    /** Waits until it is so. */
    public SipCall is(State wanted) {
        await("call of telephone " + telephone.user() + " to be " + wanted)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> state == wanted);
        return this;
    }

    void ring() {
        telephone.respond(invitation, 180, "Ringing", local, "");
        state = State.RINGING;
    }

    synchronized void answer() {
        if (state == State.RINGING) {
            answeredAt = System.nanoTime();
            telephone.respond(invitation, 200, "OK", local, telephone.media("sendrecv"));
            state = State.TALKING;
        }
    }

    /** @param code such as 486 for busy, 603 for declined */
    synchronized void refuse(int code) {
        telephone.respond(invitation, code, "Refused", local, "");
        state = State.OVER;
    }

    /** Puts the receiver down, whatever goes on. */
    public synchronized void hangUp() {
        switch (state) {
            case TALKING -> request("BYE", List.of(), "");
            case BEGUN, RINGING -> {
                if (incoming) {
                    refuse(603);
                } else {
                    telephone.cancel(invitation);
                }
            }
            case OVER -> {}
        }
        state = State.OVER;
    }

    void hold(boolean held) {
        request("INVITE", List.of(), telephone.media(held ? "sendonly" : "sendrecv"));
    }

    /** Sends the other side to a number (RFC 3515), then is over. */
    void transfer(String number) {
        refer(telephone.address(number));
    }

    /** Joins the other side with that of another call (RFC 3891). */
    void transfer(SipCall other) {
        String replaces =
                other.id() + "%3Bto-tag%3D" + SipText.tag(other.remote) + "%3Bfrom-tag%3D" + SipText.tag(other.local);
        refer(other.target + "?Replaces=" + replaces);
    }

    private void refer(String address) {
        request("REFER", List.of(Map.entry("Refer-To", '<' + address + '>')), "");
    }

    /** Keys digits in the middle of the call (SIP INFO). */
    void key(String digits) {
        digits.chars().forEach(digit -> {
            request(
                    "INFO",
                    List.of(Map.entry("Content-Type", "application/dtmf-relay")),
                    "Signal=" + (char) digit + "\r\nDuration=120\r\n");
            SipTelephone.pause(Duration.ofMillis(200));
        });
    }

    private void request(String method, List<Map.Entry<String, String>> headers, String body) {
        sequence++;
        telephone.send(telephone.request(method, target, local, remote, id(), sequence, headers, body));
    }

    /** What came in answer to the invitation, or to a later one within the call. */
    void answered(SipText response) {
        if (response.status() < 200) {
            state = response.status() > 100 && state == State.BEGUN ? State.RINGING : state;
            return;
        }
        int number = Integer.parseInt(response.header("CSeq").replaceFirst(" .*", ""));
        if (response.status() < 300) {
            remote = response.header("To");
            target = response.contact().isEmpty() ? target : response.contact();
            telephone.send(telephone.request("ACK", target, local, remote, id(), number, List.of(), ""));
            state = state == State.OVER ? state : State.TALKING;
        } else {
            telephone.acknowledge(invitation, response);
            status = response.status();
            state = State.OVER;
        }
    }

    /** A request of the other side within the call. */
    void asked(SipText request) {
        switch (request.method()) {
            case "INVITE" -> telephone.respond(request, 200, "OK", local, telephone.media("sendrecv"));
            case "ACK" -> {}
            case "CANCEL" -> {
                telephone.respond(request, 200, "OK", local, "");
                telephone.respond(invitation, 487, "Request Terminated", local, "");
                state = State.OVER;
            }
            case "BYE" -> {
                telephone.respond(request, 200, "OK", local, "");
                state = State.OVER;
            }
            default -> telephone.respond(request, 200, "OK", local, "");
        }
    }

    SipText invitation() {
        return invitation;
    }
}
