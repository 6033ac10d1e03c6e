package org.ringdesk.pbx.webhook;

import java.util.List;
import org.ringdesk.pbx.FeedKind;
import org.springframework.stereotype.Component;

/** Ringdesk's own signed events. */
@Component
class JsonKind implements FeedKind {
    static final String KEY = "json-events";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public Access access() {
        return Access.SIGNED;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public List<Line> lines(String address, String token) {
        return List.of(new Line("address", address + "/api/v1/cti/" + token + "/events"));
    }

    @Override
    public String manual() {
        return "docs/pbx/json-events.md";
    }
}
