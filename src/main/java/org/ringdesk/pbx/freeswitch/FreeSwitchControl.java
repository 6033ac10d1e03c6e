package org.ringdesk.pbx.freeswitch;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallAction;
import org.ringdesk.calls.Leg;
import org.ringdesk.pbx.CallControl;
import org.ringdesk.pbx.Cleaned;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Feeds;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lets a FreeSWITCH hang up or transfer an agent's call. Any node can, whichever listens to that PBX. */
@Component
class FreeSwitchControl implements CallControl {
    /** Anything else could end the command, or begin another one. */
    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    private final Feeds feeds;

    FreeSwitchControl(Feeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public String kind() {
        return FreeSwitchConnector.KEY;
    }

    @Override
    public Set<CallAction> may(Feed feed, List<String> lacks) {
        return new FreeSwitchSettings(feed).controls() ? EnumSet.allOf(CallAction.class) : Set.of();
    }

    @Override
    public void hangUp(Feed feed, Call call, Leg leg) throws ConnectionFailed {
        String cause = leg.ringing() ? "CALL_REJECTED" : "NORMAL_CLEARING";
        ask(feed, link -> accepted(link, "api uuid_kill " + channel(leg) + ' ' + cause));
    }

    /** The channel that the agent's is connected to is sent there; a transfer of the agent's own would ring the agent. */
    @Override
    public void transfer(Feed feed, Call call, Leg leg, String number) throws ConnectionFailed {
        var settings = new FreeSwitchSettings(feed);
        ask(feed, link -> {
            String other = answer(link, "api uuid_getvar " + channel(leg) + " signal_bond");
            if (!CHANNEL.matcher(other).matches() || other.equals("_undef_")) {
                throw other.startsWith("-ERR") ? refused(other) : over();
            }
            accepted(
                    link, "api uuid_transfer " + other + ' ' + settings.dialled(number) + " XML " + settings.context());
        });
    }

    private static String channel(Leg leg) {
        String id = leg.sourceId();
        if (!CHANNEL.matcher(id).matches()) {
            throw over();
        }
        return id;
    }

    /** Something to ask for. */
    private interface Question {
        void ask(EslLink link) throws IOException;
    }

    private void ask(Feed feed, Question question) throws ConnectionFailed {
        var settings = new FreeSwitchSettings(feed);
        try (EslLink link = EslLink.open(settings, feeds.secret(feed).orElse(""))) {
            question.ask(link);
        } catch (IOException e) {
            throw ConnectionFailed.of(e, settings.host(), settings.port());
        }
    }

    private static String answer(EslLink link, String command) throws IOException {
        return link.ask(command).text().strip();
    }

    private static void accepted(EslLink link, String command) throws IOException {
        String answer = answer(link, command);
        if (!answer.startsWith("+OK")) {
            throw refused(answer);
        }
    }

    private static Refused refused(String answer) {
        return answer.contains("No such channel")
                ? over()
                : new Refused(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "pbx.control.refused",
                        Cleaned.line(answer.replace("-ERR", "")).strip());
    }

    private static Refused over() {
        return new Refused(HttpStatus.CONFLICT, "pbx.control.over");
    }
}
