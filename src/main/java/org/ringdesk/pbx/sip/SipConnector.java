package org.ringdesk.pbx.sip;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.ringdesk.agents.Seats;
import org.ringdesk.calls.Calls;
import org.ringdesk.pbx.Connection;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Connector;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.FeedId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Watches extensions of any phone system that tells SIP telephones which lines are busy. */
@Component
class SipConnector implements Connector {
    static final String KEY = "sip";

    private static final Logger LOG = LoggerFactory.getLogger(SipConnector.class);

    /** What is longer is a number of the outside world. */
    private static final Pattern SHORT = Pattern.compile("[0-9*#]{2,6}");

    private final Seats seats;
    private final Calls calls;
    private final Clock clock;
    private final Map<FeedId, Known> known = new ConcurrentHashMap<>();
    private final Map<FeedId, Asked> asked = new ConcurrentHashMap<>();

    SipConnector(Seats seats, Calls calls, Clock clock) {
        this.seats = seats;
        this.calls = calls;
        this.clock = clock;
    }

    /** What goes on at a phone system outlives the link to it, so that little is to be told anew after it broke. */
    private record Known(Map<String, String> settings, SipCalls calls) {}

    /** How a phone system asked for a password so far. */
    private record Asked(String host, String secret, Strongest strongest) {
        @Override
        public String toString() {
            return host;
        }
    }

    /** Behind TLS nobody stands between. */
    private Strongest strongest(SipSettings settings, String secret) {
        if (settings.protocol() == Protocol.TLS) {
            return new Strongest();
        }
        FeedId id = settings.feed().id();
        return asked.compute(
                        id,
                        (any, was) -> was != null
                                        && was.secret().equals(secret)
                                        && was.host().equals(settings.place())
                                ? was
                                : new Asked(settings.place(), secret, new Strongest()))
                .strongest();
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public int order() {
        return 7;
    }

    @Override
    public Map<String, String> defaults() {
        return SipSettings.DEFAULTS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting(SipSettings.HOST, Setting.Form.LINE),
                new Setting(SipSettings.PROTOCOL, Setting.Form.LINE),
                new Setting(SipSettings.PORT, Setting.Form.LINE),
                new Setting(SipSettings.USER, Setting.Form.LINE),
                new Setting(SipSettings.SECRET, Setting.Form.SECRET),
                new Setting(SipSettings.EXTENSIONS, Setting.Form.LINES),
                new Setting(SipSettings.DOMAIN, Setting.Form.LINE));
    }

    @Override
    public void check(Map<String, String> settings) {
        SipSettings.check(settings);
    }

    @Override
    public List<Line> lines(String address, String token) {
        return List.of(new Line("account", """
                        [ringdesk]
                        type = endpoint
                        context = none
                        subscribe_context = from-internal
                        allow_subscribe = yes
                        notify_early_inuse_ringing = yes
                        disallow = all
                        allow = ulaw
                        auth = ringdesk
                        aors = ringdesk

                        [ringdesk]
                        type = auth
                        auth_type = userpass
                        username = ringdesk
                        password = …

                        [ringdesk]
                        type = aor
                        """.strip()), new Line("hints", """
                        [from-internal]
                        exten => _2XX,hint,PJSIP/${EXTEN}
                        """.strip()));
    }

    @Override
    public boolean limited() {
        return true;
    }

    @Override
    public String manual() {
        return "docs/pbx/sip.md";
    }

    @Override
    public Connection open(Feed feed, String secret) throws ConnectionFailed {
        var settings = new SipSettings(feed);
        if (settings.host().isEmpty() || settings.user().isEmpty()) {
            throw new ConnectionFailed(true, "pbx.connection.unset");
        }
        SipTransport transport = transport(settings);
        boolean open = false;
        try {
            var digest = new Digest(settings.user(), secret, new RandomIds().next(), strongest(settings, secret));
            Connection connection = SipConnection.open(transport, settings, digest, calls(settings), clock);
            open = true;
            return connection;
        } finally {
            if (!open) {
                transport.close();
            }
        }
    }

    private static SipTransport transport(SipSettings settings) throws ConnectionFailed {
        try {
            return SipTransport.open(settings);
        } catch (IOException e) {
            throw ConnectionFailed.of(e, settings.host(), settings.port());
        }
    }

    private SipCalls calls(SipSettings settings) {
        Feed feed = settings.feed();
        return known.compute(
                        feed.id(),
                        (id, was) -> was != null && was.settings().equals(feed.settings())
                                ? was
                                : new Known(feed.settings(), fresh(settings)))
                .calls();
    }

    private SipCalls fresh(SipSettings settings) {
        Set<String> extensions = settings.extensions();
        String source = settings.feed().source();
        var fresh = new SipCalls(
                source,
                number -> extensions.contains(number)
                        || SHORT.matcher(number).matches()
                        || seats.at(number).isPresent());
        try {
            calls.open(source).forEach(open -> SipMemory.resume(fresh, open.call(), open.key(), extensions::contains));
        } catch (DataAccessException e) {
            LOG.debug(
                    "what was told before by phone system {} could not be read",
                    settings.feed().id(),
                    e);
        }
        return fresh;
    }
}
