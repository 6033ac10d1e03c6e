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

    PhoneSystems(List<FeedKind> kinds, Feeds feeds, FeedDiary diary) {
        this.kinds =
                kinds.stream().sorted(Comparator.comparingInt(FeedKind::order)).toList();
        this.feeds = feeds;
        this.diary = diary;
    }

    PhoneSystemsPage all(String name, String kind, @Nullable Refused problem) {
        List<PhoneSystemsPage.Row> rows = feeds.list().stream()
                .map(feed -> new PhoneSystemsPage.Row(feed, diary.of(feed.id())))
                .toList();
        List<FeedKind> offered = kinds.stream()
                .filter(offer -> offer.access() != FeedKind.Access.NONE)
                .toList();
        return new PhoneSystemsPage(rows, offered, name, kind, problem);
    }

    PhoneSystemPage one(FeedId id, String address, Feeds.@Nullable Access access) {
        Feed feed = feeds.get(id);
        return page(feed, address, access, String.valueOf(feed.perSecond()), null);
    }

    PhoneSystemPage refused(FeedId id, String address, FeedForm form, Refused problem) {
        Feed feed = feeds.get(id);
        var typed = new Feed(
                id, feed.kind(), form.name(), feed.enabled(), feed.perSecond(), form.settings(), feed.createdAt());
        return page(typed, address, null, form.perSecond(), problem);
    }

    private PhoneSystemPage page(
            Feed feed, String address, Feeds.@Nullable Access access, String perSecond, @Nullable Refused problem) {
        FeedKind kind = kind(feed.kind());
        String token = access == null ? UNKNOWN : access.token();
        return new PhoneSystemPage(
                feed,
                kind,
                perSecond,
                diary.of(feed.id()),
                kind.lines(address, token),
                access,
                kind.page(feed).orElse(""),
                problem);
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
