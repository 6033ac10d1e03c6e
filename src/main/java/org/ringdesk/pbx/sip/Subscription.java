package org.ringdesk.pbx.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.Cleaned;
import org.ringdesk.pbx.sip.SipMessage.Header;

/**
 * Being told of the dialogs of one extension (RFC 6665, RFC 4235): what is to be asked for and when, and what of it was
 * granted. It has no clock and sends nothing. Not safe for several threads.
 */
final class Subscription {
    static final String CONTENT = "application/dialog-info+xml";

    /** What is to be repeated in each request is no longer, in characters; what is longer is not taken. */
    private static final int LONGEST_REPEATED = 1_000;

    private static final int LONGEST_TAG = 200;
    private static final long ASKED_SECONDS = 600;
    private static final long MOST_SECONDS = 86_400;
    private static final Duration ANSWER_COMES_WITHIN = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final Duration REFUSED = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Answers to a renewal that end what there was (RFC 6665, section 4.1.2.2). */
    private static final Set<Integer> ENDING = Set.of(404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604);

    final String extension;
    private final String address;
    private final String from;
    private final Ids ids;
    private Dialog dialog;
    private Instant dueAt;
    private Duration pause = SOON;
    private long seconds = ASKED_SECONDS;
    private Instant since;
    private boolean asked;
    private boolean active;
    private int refused;

    /** Where random words come from. */
    interface Ids {
        String next();
    }

    /** What two ends know each other by. */
    private static final class Dialog {
        final String call;
        final String tag;
        String remoteTag = "";
        String target;
        List<String> routes = List.of();
        long heard = -1;
        boolean stated;

        @Nullable
        Instant answeredAt;

        Dialog(String call, String tag, String target) {
            this.call = call;
            this.tag = tag;
            this.target = target;
        }
    }

    /** @param user whose subscription it is, and the phone system's name of the extension, both as addresses */
    Subscription(String extension, String address, String user, Ids ids, Instant now) {
        this.extension = extension;
        this.address = address;
        this.from = '<' + user + '>';
        this.ids = ids;
        this.dueAt = now;
        this.since = now;
        this.dialog = fresh();
    }

    private Dialog fresh() {
        return new Dialog(ids.next() + "@ringdesk", ids.next(), address);
    }

    String callId() {
        return dialog.call;
    }

    Instant dueAt() {
        return asked ? Instant.MAX : dueAt;
    }

    boolean active() {
        return active;
    }

    /** Whether the state of the extension was told since it was asked for. */
    boolean stated() {
        return dialog.stated;
    }

    /** Whether an answer is being waited for. */
    boolean asked() {
        return asked;
    }

    /** The status by which it was refused; zero where it was not. */
    int refused() {
        return refused;
    }

    /** Asks again as soon as may be, unless that is being done. */
    void refresh(Instant now) {
        if (active && now.isBefore(dueAt)) {
            dueAt = now;
        }
    }

    /** Asks for it anew, or for longer. */
    SipMessage ask(String contact) {
        asked = true;
        return request(contact, seconds);
    }

    /** Asks for nothing to be told any more. */
    SipMessage end(String contact) {
        return request(contact, 0);
    }

    private SipMessage request(String contact, long expires) {
        var headers = new ArrayList<Header>();
        headers.add(new Header("Max-Forwards", "70"));
        dialog.routes.forEach(route -> headers.add(new Header("Route", route)));
        headers.add(new Header("From", from + ";tag=" + dialog.tag));
        headers.add(
                new Header("To", '<' + address + '>' + (dialog.remoteTag.isEmpty() ? "" : ";tag=" + dialog.remoteTag)));
        headers.add(new Header("Call-ID", dialog.call));
        headers.add(new Header("Contact", contact));
        headers.add(new Header("Event", "dialog"));
        headers.add(new Header("Accept", CONTENT));
        headers.add(new Header("Expires", Long.toString(expires)));
        return SipMessage.request("SUBSCRIBE", dialog.target, headers);
    }

    /** What the phone system answered to {@link #ask}. */
    void answered(SipMessage response, Instant now) {
        asked = false;
        int status = response.status();
        if (status / 100 == 2) {
            granted(response, now);
        } else if (status == 423) {
            seconds = Math.clamp(SipMessage.number(response.header("Min-Expires"), seconds), 1, MOST_SECONDS);
            anewIn(SOON, now);
        } else if (active && !ENDING.contains(status)) {
            dueAt = now.plus(LATER);
        } else {
            boolean forgotten = active && status == 481;
            boolean passing = status == 408 || status == 481 || (status / 100 == 5 && status != 501);
            forget();
            refused = passing ? 0 : status;
            anewIn(forgotten ? Duration.ZERO : passing ? wait(response.header("Retry-After"), LATER) : REFUSED, now);
        }
    }

    private void granted(SipMessage response, Instant now) {
        if (dialog.remoteTag.isEmpty()) {
            dialog.remoteTag = tag(response.header("To"));
        }
        follow(response, true);
        since = active ? since : now;
        active = true;
        refused = 0;
        dialog.answeredAt = now;
        lasts(SipMessage.number(response.header("Expires"), seconds), now);
    }

    private static String tag(String header) {
        return Cleaned.text(SipText.parameter(header, "tag"), LONGEST_TAG);
    }

    private void follow(SipMessage message, boolean reversed) {
        List<String> routes = message.all("Record-Route");
        if (!routes.isEmpty() && routes.stream().mapToInt(String::length).sum() <= LONGEST_REPEATED) {
            dialog.routes = reversed ? routes.reversed() : routes;
        }
        message.all("Contact").stream()
                .map(SipText::address)
                .filter(target -> target.length() <= LONGEST_REPEATED && target.matches("sips?:\\S+"))
                .findFirst()
                .ifPresent(target -> dialog.target = target);
    }

    private void lasts(long granted, Instant now) {
        long most = Math.clamp(granted, 1, MOST_SECONDS);
        dueAt = now.plusSeconds(Math.max(1, most - Math.max(5, most / 5)));
    }

    private void anewIn(Duration time, Instant now) {
        dueAt = now.plus(time);
    }

    private void forget() {
        dialog = fresh();
        active = false;
    }

    private static Duration wait(String said, Duration otherwise) {
        long time = SipMessage.number(said.split("[ ;(]", 2)[0], -1);
        Duration wait = time < 0 ? otherwise : Duration.ofSeconds(time);
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    /**
     * What came of a {@code NOTIFY}.
     *
     * @param status to answer it with
     * @param news whether its body is to be read
     * @param complete whether it tells the whole state, since that was just asked for
     */
    record Taken(int status, boolean news, boolean complete) {
        static final Taken UNKNOWN = new Taken(481, false, false);
        static final Taken NOTHING = new Taken(200, false, false);
    }

    /** A {@code NOTIFY} with this call id; it may come before the answer that grants it. */
    Taken notified(SipMessage notify, Instant now) {
        String theirs = tag(notify.header("From"));
        boolean ours = SipText.parameter(notify.header("To"), "tag").equals(dialog.tag);
        if (!ours || (!dialog.remoteTag.isEmpty() && !dialog.remoteTag.equals(theirs))) {
            return Taken.UNKNOWN;
        }
        if (notify.sequence() <= dialog.heard) {
            return notify.sequence() == dialog.heard ? Taken.NOTHING : new Taken(500, false, false);
        }
        dialog.remoteTag = theirs;
        dialog.heard = notify.sequence();
        follow(notify, false);
        boolean news = notify.body().length > 0;
        boolean complete = news && isAnswer(now);
        dialog.stated |= news;
        state(notify.header("Subscription-State"), now);
        return new Taken(200, news, complete);
    }

    /** Whether it is the first since the state was asked for. */
    private boolean isAnswer(Instant now) {
        @Nullable Instant answered = dialog.answeredAt;
        dialog.answeredAt = null;
        return !dialog.stated || (answered != null && now.isBefore(answered.plus(ANSWER_COMES_WITHIN)));
    }

    private void state(String value, Instant now) {
        String state = SipText.split(value, ';').getFirst();
        if (state.equalsIgnoreCase("terminated")) {
            terminated(SipText.parameter(value, "reason"), SipText.parameter(value, "retry-after"), now);
        } else {
            long left = SipMessage.number(SipText.parameter(value, "expires"), -1);
            if (left > 0 && active && !asked) {
                Instant due = dueAt;
                lasts(left, now);
                dueAt = due.isBefore(dueAt) ? due : dueAt;
            }
        }
    }

    /** RFC 6665, section 4.1.3. */
    private void terminated(String reason, String retry, Instant now) {
        boolean stated = dialog.stated;
        forget();
        dialog.stated = stated;
        asked = false;
        switch (reason.toLowerCase(Locale.ROOT)) {
            case "rejected", "noresource", "invariant" -> {
                refused = reason.equalsIgnoreCase("rejected") ? 403 : 404;
                anewIn(wait(retry, REFUSED), now);
            }
            case "probation", "giveup" -> anewIn(wait(retry, LATER), now);
            default -> {
                pause = since.plus(LATER).isBefore(now) ? SOON : pause;
                anewIn(pause, now);
                pause = pause.multipliedBy(2).compareTo(LATER) > 0 ? LATER : pause.multipliedBy(2);
            }
        }
    }
}
