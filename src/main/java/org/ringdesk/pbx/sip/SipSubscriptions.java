package org.ringdesk.pbx.sip;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.sip.SipMessage.Header;

/**
 * All subscriptions at one phone system: asks for them, renews them, and answers what the phone system sends. It has no clock.
 * Not safe for several threads.
 */
final class SipSubscriptions {
    /** So many questions may be open at once, that a phone system is not flooded. */
    private static final int AT_ONCE = 20;

    private static final Header ALLOW = new Header("Allow", "NOTIFY, OPTIONS");
    private static final Header ACCEPT = new Header("Accept", Subscription.CONTENT);

    private static final List<String> KNOWN_METHODS = List.of(
            "INVITE",
            "BYE",
            "CANCEL",
            "REGISTER",
            "SUBSCRIBE",
            "MESSAGE",
            "INFO",
            "UPDATE",
            "REFER",
            "PRACK",
            "PUBLISH");

    private final Map<String, Subscription> byExtension = new LinkedHashMap<>();
    private final SipClient client;
    private final SipSettings settings;
    private final Subscription.Ids ids;
    private int next;

    /** Whether anything of these was answered since it was last asked. */
    private boolean spoken;

    private int lastStatus;

    SipSubscriptions(SipClient client, SipSettings settings, Subscription.Ids ids, Instant now) {
        this.client = client;
        this.settings = settings;
        this.ids = ids;
        for (String extension : settings.extensions()) {
            byExtension.put(
                    extension,
                    new Subscription(
                            extension, settings.address(extension), settings.address(settings.user()), ids, now));
        }
    }

    /** A document that came, to be read. */
    record Document(String extension, SipMessage message, boolean complete) {}

    /** Asks for what is to be asked for by now, at most so much at once. */
    void due(Instant now, int atMost) throws IOException {
        client.due(now);
        for (Subscription one : byExtension.values()) {
            if (client.waiting() < Math.min(atMost, AT_ONCE) && !now.isBefore(one.dueAt())) {
                ask(one, now);
            }
        }
    }

    private void ask(Subscription one, Instant now) throws IOException {
        client.ask(
                one.ask(client.contact()),
                (response, at) -> {
                    boolean forgotten = one.active() && response.status() == 481;
                    spoken |= response.status() != 408;
                    lastStatus = response.status();
                    one.answered(response, at);
                    if (forgotten) {
                        byExtension.values().forEach(other -> other.refresh(at));
                    }
                },
                now);
    }

    Instant dueAt() {
        Instant own = client.waiting() >= AT_ONCE
                ? Instant.MAX
                : byExtension.values().stream()
                        .map(Subscription::dueAt)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.MAX);
        return own.isBefore(client.dueAt()) ? own : client.dueAt();
    }

    /** Asks for a sign of life: by renewing a subscription, so that a phone system that forgot them all is noticed. */
    void ping(Instant now) throws IOException {
        List<Subscription> active = byExtension.values().stream()
                .filter(one -> one.active() && !one.asked())
                .toList();
        if (!active.isEmpty()) {
            ask(active.get(Math.floorMod(next++, active.size())), now);
        } else if (client.waiting() < AT_ONCE) {
            client.ask(options(), (response, at) -> spoken = true, now);
        }
    }

    private SipMessage options() {
        String host = "sip:" + settings.domain();
        return SipMessage.request(
                "OPTIONS",
                host,
                List.of(
                        new Header("Max-Forwards", "70"),
                        new Header("From", '<' + settings.address(settings.user()) + ">;tag=" + ids.next()),
                        new Header("To", '<' + host + '>'),
                        new Header("Call-ID", ids.next() + "@ringdesk"),
                        new Header("Contact", client.contact()),
                        ACCEPT));
    }

    /** Takes whatever came, and answers it. */
    Optional<Document> take(SipMessage message, Instant now) throws IOException {
        if (message.isResponse()) {
            client.answered(message, now);
            return Optional.empty();
        }
        return switch (message.method()) {
            case "NOTIFY" -> notified(message, now);
            case "OPTIONS" -> {
                client.reply(tagged(message.answer(200, "OK", ALLOW, ACCEPT)));
                yield Optional.empty();
            }
            case "ACK" -> Optional.empty();
            default -> {
                boolean known = KNOWN_METHODS.contains(message.method());
                client.reply(tagged(
                        known
                                ? message.answer(405, "Method Not Allowed", ALLOW)
                                : message.answer(501, "Not Implemented", ALLOW)));
                yield Optional.empty();
            }
        };
    }

    private SipMessage tagged(SipMessage answer) {
        String to = answer.header("To");
        return SipText.parameter(to, "tag").isEmpty()
                ? answer.without("To").with("To", to + ";tag=" + ids.next())
                : answer;
    }

    private Optional<Document> notified(SipMessage notify, Instant now) throws IOException {
        String call = notify.header("Call-ID");
        @Nullable
        Subscription one = byExtension.values().stream()
                .filter(known -> known.callId().equals(call))
                .findFirst()
                .orElse(null);
        if (!SipText.split(notify.header("Event"), ';').getFirst().equalsIgnoreCase("dialog")) {
            client.reply(tagged(notify.answer(489, "Bad Event", new Header("Allow-Events", "dialog"))));
            return Optional.empty();
        }
        Subscription.Taken taken = one == null ? Subscription.Taken.UNKNOWN : one.notified(notify, now);
        client.reply(tagged(notify.answer(taken.status(), reason(taken.status()))));
        return one == null || !taken.news()
                ? Optional.empty()
                : Optional.of(new Document(one.extension, notify, taken.complete()));
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 481 -> "Subscription Does Not Exist";
            default -> "Server Internal Error";
        };
    }

    /** Asks for the whole state of an extension. */
    void refresh(String extension, Instant now) {
        @Nullable Subscription one = byExtension.get(extension);
        if (one != null) {
            one.refresh(now);
        }
    }

    /** Those that the phone system refused, and how. */
    Map<String, Integer> refused() {
        Map<String, Integer> refused = new LinkedHashMap<>();
        byExtension.forEach((extension, one) -> {
            if (one.refused() > 0) {
                refused.put(extension, one.refused());
            }
        });
        return refused;
    }

    boolean anyActive() {
        return byExtension.values().stream().anyMatch(Subscription::active);
    }

    /** Whether the phone system said anything at all. */
    boolean spoken() {
        return spoken;
    }

    /** Of the last answer that was final. */
    int lastStatus() {
        return lastStatus;
    }

    /** Whether all was answered that was asked. */
    boolean answered() {
        return byExtension.values().stream().allMatch(one -> one.active() || one.refused() > 0);
    }

    /** Whether the state of all extensions that are told of is known. */
    boolean stated() {
        return byExtension.values().stream().allMatch(one -> one.stated() || one.refused() > 0);
    }

    /** Asks for nothing any more, without waiting for an answer. */
    void end() throws IOException {
        for (Subscription one : byExtension.values()) {
            if (one.active()) {
                client.tell(one.end(client.contact()));
            }
        }
    }

    static Duration until(Instant due, Instant now) {
        Duration most = Duration.ofSeconds(1);
        Duration wait = Instant.MAX.equals(due) ? most : Duration.between(now, due);
        return wait.compareTo(most) > 0 ? most : wait.isNegative() ? Duration.ZERO : wait;
    }
}
