package org.ringdesk.pbx;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ringdesk.platform.Refused;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpStatus;

/**
 * A feed as typed.
 *
 * @param perSecond as typed; unread where it is new
 * @param settings by name
 * @param secret as typed; empty where it is to stay as it is
 */
record FeedForm(String name, String perSecond, Map<String, String> settings, String secret) {
    static final int LONGEST_NAME = 100;
    private static final int LONGEST_SETTING = 4_000;
    private static final int MOST_PER_SECOND = 10_000;

    static FeedForm of(FeedKind kind, Map<String, String> typed) {
        Map<String, String> settings = new LinkedHashMap<>();
        String secret = "";
        for (FeedKind.Setting setting : kind.settings()) {
            String value = typed.getOrDefault("setting." + setting.name(), "").strip();
            if (setting.form() == FeedKind.Setting.Form.SECRET) {
                secret = value;
            } else if (!value.isEmpty()) {
                settings.put(setting.name(), value);
            }
        }
        return new FeedForm(
                typed.getOrDefault("name", "").strip(),
                typed.getOrDefault("perSecond", "").strip(),
                settings,
                secret);
    }

    /** @throws Refused 422 for what cannot be kept */
    static String name(String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw wrong("pbx.feed.name-wrong", LONGEST_NAME);
        }
        return name;
    }

    /** @throws Refused 422 for what cannot be kept */
    Feed changed(Feed feed, FeedKind kind) {
        boolean connects = kind.access() == FeedKind.Access.PASSWORD;
        if (!connects && !isRate(perSecond)) {
            throw wrong("pbx.feed.per-second-wrong", MOST_PER_SECOND);
        }
        if (secret.length() > LONGEST_SETTING
                || settings.values().stream().anyMatch(value -> value.length() > LONGEST_SETTING)) {
            throw wrong("pbx.feed.setting-long", LONGEST_SETTING);
        }
        kind.check(settings);
        String host = settings.getOrDefault("host", "");
        if (connects && Targets.isDeniedLiteral(host)) {
            throw wrong("pbx.connection.denied", host);
        }
        return new Feed(
                feed.id(),
                feed.kind(),
                name(name),
                feed.enabled(),
                connects ? feed.perSecond() : Integer.parseInt(perSecond),
                settings,
                feed.createdAt());
    }

    /**
     * A secret goes nowhere but where it was typed for.
     *
     * @throws Refused 422 where the address or the user is another one, and the secret was not typed anew
     */
    void refuseToMoveSecret(Feed before, FeedKind kind) {
        if (kind instanceof Connector connector && secret.isEmpty()) {
            boolean moved = connector.addresses().stream()
                    .anyMatch(name -> !before.setting(name).equals(settings.getOrDefault(name, "")));
            if (moved) {
                throw wrong(
                        "pbx.feed.secret-anew",
                        new DefaultMessageSourceResolvable("pbx.kind." + kind.key() + ".setting." + secretName(kind)));
            }
        }
    }

    private static String secretName(FeedKind kind) {
        return kind.settings().stream()
                .filter(setting -> setting.form() == FeedKind.Setting.Form.SECRET)
                .map(FeedKind.Setting::name)
                .findFirst()
                .orElse("secret");
    }

    private static boolean isRate(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST_PER_SECOND;
    }

    private static Refused wrong(String key, Object... facts) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, key, facts);
    }
}
