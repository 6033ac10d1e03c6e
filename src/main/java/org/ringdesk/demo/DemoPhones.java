package org.ringdesk.demo;

import java.util.List;
import java.util.Map;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.FeedKind;
import org.ringdesk.pbx.Feeds;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Lets programs tell the demo of calls: one feed of each kind, all of them with the token {@code demo}. */
@Component
@Profile("demo")
class DemoPhones implements ApplicationRunner {
    static final String QUEUE = "Service Desk";
    private static final String TOKEN = "demo";

    private final List<FeedKind> kinds;
    private final Feeds feeds;

    DemoPhones(List<FeedKind> kinds, Feeds feeds) {
        this.kinds = kinds;
        this.feeds = feeds;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (FeedKind kind : kinds) {
            if (kind.access() != FeedKind.Access.NONE) {
                feeds.put(kind, "Demo: " + kind.key(), TOKEN, Map.of());
            }
        }
        simulate(feeds.only("simulated"));
    }

    private void simulate(Feed feed) {
        if (feed.settings().isEmpty()) {
            Map<String, String> settings = Map.of("queues", "290 " + QUEUE + " = 201, 202, 203", "dial", "true");
            feeds.change(feed.with(settings));
        }
    }
}
