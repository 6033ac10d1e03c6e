package org.ringdesk.pbx.simulated;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.FeedKind;
import org.springframework.stereotype.Component;

/** The pretended phone system, of which there is one. */
@Component
class SimulatedKind implements FeedKind {
    static final String KEY = "simulated";

    /** Lines such as {@code 290 Service Desk = 201, 202}. */
    static final String QUEUES = "queues";

    /** Whether agents' clicks on a number dial here. */
    static final String DIAL = "dial";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public Access access() {
        return Access.NONE;
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting(QUEUES, Setting.Form.LINES), new Setting(DIAL, Setting.Form.BOX));
    }

    @Override
    public void check(Map<String, String> settings) {
        Queues.of(settings.getOrDefault(QUEUES, ""));
    }

    @Override
    public Optional<String> page(Feed feed) {
        return Optional.of("/simulator");
    }

    @Override
    public String manual() {
        return "docs/pbx/simulator.md";
    }
}
