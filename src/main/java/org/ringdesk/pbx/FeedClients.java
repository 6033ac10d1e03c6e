package org.ringdesk.pbx;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringdesk.bounds.KnownClient;
import org.ringdesk.bounds.Subnet;
import org.springframework.stereotype.Component;

/**
 * Phone systems and telephones that tell of calls at an address with a token of theirs in it. Each place that a feed is known
 * to come from is a client of its own.
 */
@Component
class FeedClients implements KnownClient {
    private static final Pattern ADDRESS = Pattern.compile("/(?:api/v1/cti|phone)/([A-Za-z0-9_-]{1,100})(?:/.*)?");

    private final Feeds feeds;
    private final Floods floods;

    FeedClients(Feeds feeds, Floods floods) {
        this.feeds = feeds;
        this.floods = floods;
    }

    @Override
    public Optional<String> name(HttpServletRequest request) {
        Matcher address = ADDRESS.matcher(request.getRequestURI());
        return address.matches()
                ? feeds.remembered(address.group(1)).map(feed -> name(feed, Subnet.of(request.getRemoteAddr())))
                : Optional.empty();
    }

    private String name(FeedId feed, String place) {
        return floods.knows(feed, place) ? "feed " + feed + " from " + place : "feed " + feed;
    }
}
