package org.ringdesk.pbx;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Puts the pages together on which administrators set feeds up. */
@Component
class PhoneSystems {
    /** Stands where the token goes once nobody can know it any more. */
    private static final String UNKNOWN = "TOKEN";

    private final List<FeedKind> kinds;
    private final Feeds feeds;
    private final FeedDiary diary;
    private final Supervision supervision;

    PhoneSystems(List<FeedKind> kinds, Feeds feeds, FeedDiary diary, Supervision supervision) {
        this.kinds =
                kinds.stream().sorted(Comparator.comparingInt(FeedKind::order)).toList();
        this.feeds = feeds;
        this.diary = diary;
        this.supervision = supervision;
    }

    /** What a page shows once. */
    record Shown(Feeds.@Nullable Access access, @Nullable ConnectionTrial trial) {
        static final Shown NOTHING = new Shown(null, null);
    }

    PhoneSystemsPage all(String name, String kind, @Nullable Refused problem) {
        List<PhoneSystemsPage.Row> rows = feeds.list().stream()
                .map(feed -> new PhoneSystemsPage.Row(feed, diary.of(feed.id()), connection(feed), connects(feed)))
                .toList();
        List<FeedKind> offered = kinds.stream()
                .filter(offer -> offer.access() != FeedKind.Access.NONE)
                .toList();
        return new PhoneSystemsPage(rows, offered, name, kind, problem);
    }

    PhoneSystemPage one(FeedId id, String address, Shown shown) {
        Feed feed = feeds.get(id);
        return page(feed, address, shown, String.valueOf(feed.perSecond()), null);
    }

    PhoneSystemPage refused(FeedId id, String address, FeedForm form, Refused problem) {
        Feed feed = feeds.get(id);
        var typed = new Feed(
                id, feed.kind(), form.name(), feed.enabled(), feed.perSecond(), form.settings(), feed.createdAt());
        return page(typed, address, Shown.NOTHING, form.perSecond(), problem);
    }

    private PhoneSystemPage page(Feed feed, String address, Shown shown, String perSecond, @Nullable Refused problem) {
        FeedKind kind = kind(feed.kind());
        Feeds.@Nullable Access access = shown.access();
        String token = access == null ? UNKNOWN : access.token();
        return new PhoneSystemPage(
                feed,
                kind,
                perSecond,
                diary.of(feed.id()),
                kind.lines(address, token),
                access,
                kind.page(feed).orElse(""),
                connection(feed),
                shown.trial(),
                problem);
    }

    private @Nullable ConnectionState connection(Feed feed) {
        return connects(feed) && feed.enabled() ? supervision.of(feed.id()).orElse(null) : null;
    }

    private boolean connects(Feed feed) {
        return known(feed.kind())
                .filter(kind -> kind.access() == FeedKind.Access.PASSWORD)
                .isPresent();
    }

    /** Tries to connect with what is set. */
    ConnectionTrial trial(FeedId id) {
        Feed feed = feeds.get(id);
        if (kind(feed.kind()) instanceof Connector connector) {
            return ConnectionTrial.of(connector, feed, feeds.secret(feed).orElse(""));
        }
        throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.feed.kind-wrong");
    }

    FeedKind kind(String key) {
        return known(key).orElseThrow(() -> new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.feed.kind-wrong"));
    }

    /** @throws Refused 422 where there is no such kind, or nobody can add one of it */
    FeedKind offered(String key) {
        return known(key)
                .filter(kind -> kind.access() != FeedKind.Access.NONE)
                .orElseThrow(() -> new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.feed.kind-wrong"));
    }

    private Optional<FeedKind> known(String key) {
        return kinds.stream().filter(kind -> kind.key().equals(key)).findFirst();
    }
}
