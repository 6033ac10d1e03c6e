package org.ringdesk.pbx.freeswitch;

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

/** Connects to FreeSWITCH and what is built on it, such as FusionPBX. */
@Component
class FreeSwitchConnector implements Connector {
    static final String KEY = "freeswitch";

    private final Seats seats;
    private final Clock clock;
    private final Map<FeedId, Known> known = new ConcurrentHashMap<>();

    FreeSwitchConnector(Seats seats, Clock clock) {
        this.seats = seats;
        this.clock = clock;
    }

    /** What goes on at a PBX outlives the link to it, so that little is to be told anew after it broke. */
    private record Known(Map<String, String> settings, EslCalls calls, Room room) {}

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public int order() {
        return 6;
    }

    @Override
    public Map<String, String> defaults() {
        return FreeSwitchSettings.DEFAULTS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting(FreeSwitchSettings.HOST, Setting.Form.LINE),
                new Setting(FreeSwitchSettings.PORT, Setting.Form.LINE),
                new Setting(FreeSwitchSettings.SECRET, Setting.Form.SECRET),
                new Setting(FreeSwitchSettings.CLEAR, Setting.Form.BOX),
                new Setting(FreeSwitchSettings.LINES, Setting.Form.LINES),
                new Setting(FreeSwitchSettings.IGNORED, Setting.Form.LINES),
                new Setting(FreeSwitchSettings.VARIABLE, Setting.Form.LINE),
                new Setting(FreeSwitchSettings.DIAL, Setting.Form.BOX),
                new Setting(FreeSwitchSettings.CONTROL, Setting.Form.BOX),
                new Setting(FreeSwitchSettings.CHANNEL, Setting.Form.LINE),
                new Setting(FreeSwitchSettings.CONTEXT, Setting.Form.LINE),
                new Setting(FreeSwitchSettings.OUTSIDE, Setting.Form.LINE));
    }

    @Override
    public void check(Map<String, String> settings) {
        FreeSwitchSettings.check(settings);
    }

    @Override
    public List<Line> lines(String address, String token) {
        return List.of(new Line("socket", """
                        <configuration name="event_socket.conf" description="Socket Client">
                          <settings>
                            <param name="nat-map" value="false"/>
                            <param name="listen-ip" value="0.0.0.0"/>
                            <param name="listen-port" value="8021"/>
                            <param name="password" value="…"/>
                            <param name="apply-inbound-acl" value="ringdesk"/>
                          </settings>
                        </configuration>
                        """.strip()), new Line("acl", """
                        <list name="ringdesk" default="deny">
                          <node type="allow" cidr="127.0.0.1/32"/>
                        </list>
                        """.strip()), new Line("digits", """
                        <action application="export" data="cti_sr=${digits}"/>
                        <action application="event" data="Event-Name=CUSTOM,Event-Subclass=cti::digits,digits=${digits}"/>
                        """.strip()));
    }

    @Override
    public String manual() {
        return "docs/pbx/freeswitch.md";
    }

    @Override
    public Connection open(Feed feed, String secret) throws ConnectionFailed {
        var settings = new FreeSwitchSettings(feed);
        EslLink link = EslLink.open(settings, secret, EslReader.LONGEST_BODY);
        try {
            Known here = known(settings);
            return new FreeSwitchConnection(link, settings, here.calls(), here.room(), clock);
        } catch (ConnectionFailed e) {
            link.close();
            throw e;
        }
    }

    private Known known(FreeSwitchSettings settings) {
        Feed feed = settings.feed();
        return known.compute(
                feed.id(), (id, was) -> was != null && was.settings().equals(feed.settings()) ? was : fresh(settings));
    }

    private Known fresh(FreeSwitchSettings settings) {
        Feed feed = settings.feed();
        var stations = new Stations(name -> seats.named(name).isPresent(), settings.lines(), settings.ignored());
        var room = new Room(Room.EACH - EslCalls.ROOM);
        return new Known(feed.settings(), new EslCalls(feed.source(), stations, settings.variable(), room), room);
    }
}
