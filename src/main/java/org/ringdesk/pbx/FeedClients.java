package org.ringdesk.pbx;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ringdesk.bounds.KnownClient;
import org.springframework.stereotype.Component;

/** Phone systems and telephones that tell of calls at an address with a token of theirs in it. */
@Component
class FeedClients implements KnownClient {
    private static final Pattern ADDRESS = Pattern.compile("/(?:api/v1/cti|phone)/([A-Za-z0-9_-]{1,100})(?:/.*)?");

    private final Feeds feeds;

    FeedClients(Feeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public Optional<String> name(HttpServletRequest request) {
        Matcher address = ADDRESS.matcher(request.getRequestURI());
        return address.matches() ? feeds.remembered(address.group(1)).map(feed -> "feed " + feed) : Optional.empty();
    }
}
