package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.AbstractFlashMapManager;

/**
 * What a page says after a form was taken, kept from one request to the next for whoever is signed in: for nobody else, so that
 * nobody else makes the server keep anything. There are no sessions besides.
 */
@Component("flashMapManager")
final class Flashes extends AbstractFlashMapManager {
    private static final int SECONDS = 60;
    private static final int MOST_SIGN_INS = 2_000;
    private static final int MOST_EACH = 10;

    private final SignInCookie cookie;
    private final SequencedMap<String, List<FlashMap>> kept = new LinkedHashMap<>();

    Flashes(SignInCookie cookie) {
        this.cookie = cookie;
        setFlashMapTimeout(SECONDS);
    }

    @Override
    protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
        String owner = owner(request);
        synchronized (kept) {
            List<FlashMap> mine = owner == null ? null : kept.get(owner);
            return mine == null ? null : new ArrayList<>(mine);
        }
    }

    @Override
    protected void updateFlashMaps(List<FlashMap> maps, HttpServletRequest request, HttpServletResponse response) {
        String owner = owner(request);
        if (owner == null) {
            return;
        }
        synchronized (kept) {
            kept.values().removeIf(flashes -> flashes.stream().allMatch(FlashMap::isExpired));
            if (maps.isEmpty()) {
                kept.remove(owner);
                return;
            }
            if (kept.size() >= MOST_SIGN_INS && !kept.containsKey(owner)) {
                kept.pollFirstEntry();
            }
            kept.put(owner, List.copyOf(maps.subList(Math.max(0, maps.size() - MOST_EACH), maps.size())));
        }
    }

    @Override
    protected Object getFlashMapsMutex(HttpServletRequest request) {
        return kept;
    }

    /** Not whether that sign-in still holds: the database is not asked for a request that may need none. */
    private @Nullable String owner(HttpServletRequest request) {
        return cookie.read(request).map(SignIn::family).orElse(null);
    }
}
