package org.ringdesk.pbx.asterisk;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.ringdesk.agents.AccountId;
import org.ringdesk.pbx.Cleaned;
import org.ringdesk.pbx.ConnectionFailed;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Feeds;
import org.ringdesk.pbx.Originator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Lets an Asterisk ring an agent's telephone and dial a number then. Any node can, whichever listens to that PBX. */
@Component
class AsteriskDialling implements Originator {
    private static final Logger LOG = LoggerFactory.getLogger(AsteriskDialling.class);
    private static final int RINGS_MILLIS = 30_000;

    private final Feeds feeds;

    AsteriskDialling(Feeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public boolean available() {
        return !dialling().isEmpty();
    }

    private List<AsteriskSettings> dialling() {
        return feeds.enabled(AsteriskConnector.KEY).stream()
                .map(AsteriskSettings::new)
                .filter(AsteriskSettings::dials)
                .toList();
    }

    @Override
    public boolean originate(AccountId agent, String extension, String number) {
        return dialling().stream().anyMatch(settings -> originate(settings, extension, number));
    }

    private boolean originate(AsteriskSettings settings, String extension, String written) {
        String number = written.replaceAll("[^0-9+*#]", "");
        Feed feed = settings.feed();
        try (AmiLink link = AmiLink.open(settings, feeds.secret(feed).orElse(""))) {
            AmiMessage answer = link.ask(
                    "Originate",
                    "Channel",
                    settings.channel(extension),
                    "ChannelId",
                    "ringdesk-" + UUID.randomUUID(),
                    "Context",
                    settings.context(),
                    "Exten",
                    settings.dialled(number),
                    "Priority",
                    "1",
                    "CallerID",
                    '"' + number + "\" <" + extension + '>',
                    "Variable",
                    AmiCalls.DIALLED + '=' + number,
                    "Timeout",
                    Integer.toString(RINGS_MILLIS),
                    "Async",
                    "true");
            if (!answer.is("Response", "Success")) {
                LOG.info("Phone system {} does not dial: {}", feed.id(), Cleaned.line(answer.text("Message")));
                return false;
            }
            return true;
        } catch (ConnectionFailed | IOException e) {
            LOG.info("Phone system {} cannot be asked to dial", feed.id());
            LOG.debug("because", e);
            return false;
        }
    }
}
