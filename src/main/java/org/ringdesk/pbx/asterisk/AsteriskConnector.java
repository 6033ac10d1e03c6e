package org.ringdesk.pbx.asterisk;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ringdesk.agents.Seats;
import org.ringdesk.pbx.Connection;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Connector;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.FeedId;
import org.ringdesk.pbx.Room;
import org.springframework.stereotype.Component;

/** Connects to Asterisk and what is built on it: FreePBX, Issabel, VitalPBX and others. */
@Component
class AsteriskConnector implements Connector {
    static final String KEY = "asterisk";

    private final Seats seats;
    private final Clock clock;
    private final Map<FeedId, Known> known = new ConcurrentHashMap<>();

    AsteriskConnector(Seats seats, Clock clock) {
        this.seats = seats;
        this.clock = clock;
    }

    /** What goes on at a PBX outlives the link to it, so that little is to be told anew after it broke. */
    private record Known(Map<String, String> settings, AmiCalls calls, AmiPresences presences, Room room) {}

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public Map<String, String> defaults() {
        return AsteriskSettings.DEFAULTS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting(AsteriskSettings.HOST, Setting.Form.LINE),
                new Setting(AsteriskSettings.PORT, Setting.Form.LINE),
                new Setting(AsteriskSettings.TLS, Setting.Form.BOX),
                new Setting(AsteriskSettings.USER, Setting.Form.LINE),
                new Setting(AsteriskSettings.SECRET, Setting.Form.SECRET),
                new Setting(AsteriskSettings.LINES, Setting.Form.LINES),
                new Setting(AsteriskSettings.IGNORED, Setting.Form.LINES),
                new Setting(AsteriskSettings.VARIABLE, Setting.Form.LINE),
                new Setting(AsteriskSettings.DIAL, Setting.Form.BOX),
                new Setting(AsteriskSettings.CONTROL, Setting.Form.BOX),
                new Setting(AsteriskSettings.CHANNEL, Setting.Form.LINE),
                new Setting(AsteriskSettings.CONTEXT, Setting.Form.LINE),
                new Setting(AsteriskSettings.OUTSIDE, Setting.Form.LINE));
    }

    @Override
    public void check(Map<String, String> settings) {
        AsteriskSettings.check(settings);
    }

    @Override
    public List<Line> lines(String address, String token) {
        return List.of(new Line("account", """
                [ringdesk]
                secret = …
                deny = 0.0.0.0/0.0.0.0
                permit = 127.0.0.1/255.255.255.255
                read = call,agent,dialplan,user
                write = call,reporting,originate
                eventfilter = Event: (Newchannel|Newstate|NewCallerid|NewConnectedLine|Dial|Bridge(Enter|Leave)|Hangup|Hold|Unhold)
                eventfilter = Event: (QueueCallerJoin|AgentCalled|Pickup|BlindTransfer|AttendedTransfer|ParkedCall|UserEvent)
                eventfilter = Event: QueueMember(Added|Removed|Pause)
                eventfilter = (Variable: _*CTI_|Device: (PJSIP/|SIP/|IAX2/|DAHDI/|SCCP/|Custom:ringdesk))
                """.strip()), new Line("digits", "same => n,Set(__CTI_SR=${DIGITS})"));
    }

    @Override
    public String manual() {
        return "docs/pbx/asterisk.md";
    }

    @Override
    public Connection open(Feed feed, String secret) throws ConnectionFailed {
        var settings = new AsteriskSettings(feed);
        AmiLink link = AmiLink.open(settings, secret);
        try {
            Known here = known(settings);
            return new AsteriskConnection(link, settings, here.calls(), here.presences(), here.room(), clock);
        } catch (ConnectionFailed e) {
            link.close();
            throw e;
        }
    }

    private Known known(AsteriskSettings settings) {
        Feed feed = settings.feed();
        return known.compute(
                feed.id(), (id, was) -> was != null && was.settings().equals(feed.settings()) ? was : fresh(settings));
    }

    private Known fresh(AsteriskSettings settings) {
        Feed feed = settings.feed();
        var stations = new Stations(name -> seats.named(name).isPresent(), settings.lines(), settings.ignored());
        var room = new Room(Room.EACH - Stations.ROOM - AmiCalls.ROOM);
        return new Known(
                feed.settings(),
                new AmiCalls(feed.source(), stations, settings.variable(), room),
                new AmiPresences(stations, room),
                room);
    }
}
