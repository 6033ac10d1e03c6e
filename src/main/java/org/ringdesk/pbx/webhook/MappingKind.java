package org.ringdesk.pbx.webhook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.FeedKind;
import org.springframework.stereotype.Component;

/** Any vendor's webhook, with what its fields mean as settings. */
@Component
class MappingKind implements FeedKind {
    static final String KEY = "mapping";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public Access access() {
        return Access.TOKEN;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting(Mapping.FIELDS, Setting.Form.LINES), new Setting(Mapping.VALUES, Setting.Form.LINES));
    }

    @Override
    public void check(Map<String, String> settings) {
        Mapping.of(settings);
    }

    @Override
    public List<Line> lines(String address, String token) {
        return List.of(new Line("address", address + "/api/v1/cti/" + token + "/webhook"));
    }

    @Override
    public Optional<String> page(Feed feed) {
        return Optional.of("/phone-systems/" + feed.id() + "/try");
    }

    @Override
    public String manual() {
        return "docs/pbx/webhook-mapping.md";
    }
}
