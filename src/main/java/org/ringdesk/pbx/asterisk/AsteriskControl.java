package org.ringdesk.pbx.asterisk;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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

/** Lets an Asterisk hang up or transfer an agent's call. Any node can, whichever listens to that PBX. */
@Component
class AsteriskControl implements CallControl {
    static final String LACKS = "pbx.asterisk.lacks.control";

    /** What it takes, by the names of the actions: all need {@code write = call}. */
    static final List<String> ACTIONS = List.of("Hangup", "BlindTransfer");

    private static final String NORMAL = "16";
    private static final String REJECTED = "21";

    private final Feeds feeds;

    AsteriskControl(Feeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public String kind() {
        return AsteriskConnector.KEY;
    }

    @Override
    public Set<CallAction> may(Feed feed, List<String> lacks) {
        return new AsteriskSettings(feed).controls() && !lacks.contains(LACKS)
                ? EnumSet.allOf(CallAction.class)
                : Set.of();
    }

    /** A channel is found by its Uniqueid as well as by its name. */
    @Override
    public void hangUp(Feed feed, Call call, Leg leg) throws ConnectionFailed {
        String cause = leg.ringing() ? REJECTED : NORMAL;
        ask(new AsteriskSettings(feed), link -> link.ask("Hangup", "Channel", leg.sourceId(), "Cause", cause));
    }

    @Override
    public void transfer(Feed feed, Call call, Leg leg, String number) throws ConnectionFailed {
        var settings = new AsteriskSettings(feed);
        String exten = settings.dialled(number);
        ask(settings, link -> {
            refuseUnknown(link, settings, exten);
            return link.ask("BlindTransfer", "Channel", leg.sourceId(), "Context", settings.context(), "Exten", exten);
        });
    }

    /** Asterisk transfers to what does not exist, too, and hangs up on the caller then. */
    private static void refuseUnknown(AmiLink link, AsteriskSettings settings, String exten) throws IOException {
        String exists = "DIALPLAN_EXISTS(" + settings.context() + ',' + exten + ",1)";
        if (link.ask("Getvar", "Variable", exists).is("Value", "0")) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.control.no-such", exten);
        }
    }

    /** Something to ask for. */
    private interface Question {
        AmiMessage ask(AmiLink link) throws IOException;
    }

    private void ask(AsteriskSettings settings, Question question) throws ConnectionFailed {
        String secret = feeds.secret(settings.feed()).orElse("");
        try (AmiLink link = AmiLink.open(settings, secret)) {
            AmiMessage answer = question.ask(link);
            if (!answer.is("Response", "Success")) {
                throw refused(answer.text("Message"));
            }
        } catch (IOException e) {
            throw ConnectionFailed.of(e, settings.host(), settings.port());
        }
    }

    private static Refused refused(String why) {
        boolean gone = why.contains("No such channel") || why.contains("does not exist");
        return gone
                ? new Refused(HttpStatus.CONFLICT, "pbx.control.over")
                : new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.control.refused", Cleaned.line(why));
    }
}
