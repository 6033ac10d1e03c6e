package org.ringdesk.pbx.freeswitch;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.ringdesk.agents.AccountId;
import org.ringdesk.pbx.Cleaned;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Feeds;
import org.ringdesk.pbx.Originator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets a FreeSWITCH ring an agent's telephone and dial a number then. Any node can, whichever listens to that PBX. */
@Component
class FreeSwitchDialling implements Originator {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSwitchDialling.class);

    /** Anything else could end the command, or begin another one. */
    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9*#._-]{1,60}");

    private final Feeds feeds;

    FreeSwitchDialling(Feeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public boolean available() {
        return !dialling().isEmpty();
    }

    private List<FreeSwitchSettings> dialling() {
        return feeds.enabled(FreeSwitchConnector.KEY).stream()
                .map(FreeSwitchSettings::new)
                .filter(FreeSwitchSettings::dials)
                .toList();
    }

    @Override
    public boolean originate(AccountId agent, String extension, String number) {
        return EXTENSION.matcher(extension).matches()
                && dialling().stream().anyMatch(settings -> originate(settings, extension, number));
    }

    private boolean originate(FreeSwitchSettings settings, String extension, String written) {
        String number = written.replaceAll("[^0-9+*#]", "");
        Feed feed = settings.feed();
        try (EslLink link = EslLink.open(settings, feeds.secret(feed).orElse(""))) {
            String reply = link.ask(command(settings, extension, number)).reply();
            if (!reply.startsWith("+OK")) {
                LOG.info("Phone system {} does not dial: {}", feed.id(), Cleaned.line(reply));
            }
            return reply.startsWith("+OK");
        } catch (ConnectionFailed | IOException e) {
            LOG.info("Phone system {} cannot be asked to dial", feed.id());
            LOG.debug("because", e);
            return false;
        }
    }

    /** The telephone shows the number while it rings, by which its call is known as one to that number. */
    private static String command(FreeSwitchSettings settings, String extension, String number) {
        return "bgapi originate {origination_caller_id_number=" + number + ",origination_caller_id_name=" + number
                + ",originate_timeout=30}" + settings.channel(extension) + ' ' + settings.dialled(number) + " XML "
                + settings.context();
    }
}
