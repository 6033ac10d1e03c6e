package org.ringdesk.browser;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody who follows every link and sends every search form, and looks at each kind of page a few times. */
final class Visitor {
    private static final int MOST_OF_A_ROUTE = 2;

    private final Page page;
    private final String name;
    private final Routes routes;
    private final Barriers barriers;
    private final Queue<URI> open = new ArrayDeque<>();
    private final Set<String> queued = new HashSet<>();
    private final Set<String> seen;
    private final Map<String, Integer> visits = new HashMap<>();

    Visitor(Page page, String name, Routes routes, Barriers barriers) {
        this(page, name, routes, barriers, new HashSet<>());
    }

    private Visitor(Page page, String name, Routes routes, Barriers barriers, Set<String> seen) {
        this.seen = seen;
        this.page = page;
        this.name = name;
        this.routes = routes;
        this.barriers = barriers;
    }

    /** Somebody who sees the same pages and more: only what is new of them is looked at. */
    Visitor joinedBy(Page other, String as) {
        return new Visitor(other, as, routes, barriers, seen);
    }

    Page page() {
        return page;
    }

    void signIn(String login) {
        page.navigate("/login");
        page.fill("[name=username]", login);
        page.fill("[name=password]", "demo");
        page.click("#sign-in-form .primary");
    }

    /** Begins at the start page and goes on until nothing new is found. */
    void crawl() {
        enqueue(List.of("/"));
        for (URI next = open.poll(); next != null; next = open.poll()) {
            visit(next);
        }
    }

    /** Opens an address and looks at it, whatever was seen before. */
    void look(String address) {
        routes.asked(URI.create(address));
        page.navigate(address);
        look();
    }

    /** Looks at the page as it is now. */
    void look() {
        barriers.look(page, name + " " + here());
    }

    private void visit(URI address) {
        String asked = routes.asked(address);
        if (visits.merge(asked, 1, Integer::sum) > 2 * MOST_OF_A_ROUTE) {
            return;
        }
        page.navigate(address.toString());
        String shown = routes.asked(URI.create(page.url().replaceFirst("#.*", "")));
        enqueue(links());
        if (seen.add(shown + names(URI.create(page.url().replaceFirst("#.*", ""))))
                && seen.stream().filter(key -> key.startsWith(shown + "?")).count() <= MOST_OF_A_ROUTE) {
            look();
            if (page.locator("body[data-page=error]").count() == 0) {
                barriers.title(page, shown);
            }
        }
    }

    private void enqueue(Collection<String> addresses) {
        for (String address : addresses) {
            URI uri = URI.create(address);
            if (routes.isPage(uri) && queued.add(routes.pattern(uri) + names(uri) + ofHash(uri))) {
                open.add(uri);
            }
        }
    }

    private static String ofHash(URI uri) {
        return uri.getFragment() == null ? "" : "#";
    }

    /** The names of the query's parameters that say something: two lists that differ in values only are one kind of page. */
    private static String names(URI uri) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return "?"
                + Arrays.stream(query.split("&", -1))
                        .filter(pair -> !pair.endsWith("="))
                        .map(pair -> pair.replaceFirst("=.*", ""))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where this page's links and search forms lead, within the application. */
    private List<String> links() {
        Object found = page.evaluate("""
                () => [
                  ...[...document.querySelectorAll('a[href]:not([download])')].map(a => a.href),
                  ...[...document.forms].filter(form => form.method === 'get').flatMap(form => ['', 'a'].map(text => {
                    const fields = new URLSearchParams(new FormData(form));
                    form.querySelectorAll('input[type=search]').forEach(field => fields.set(field.name, text));
                    return form.action.replace(/[?#].*/, '') + '?' + fields;
                  }))
                ].filter(address => address.startsWith(location.origin + '/'))""");
        return ((List<?>) found)
                .stream().map(String::valueOf).flatMap(Visitor::readable).toList();
    }

    private static Stream<String> readable(String address) {
        try {
            return Stream.of(URI.create(address).toString());
        } catch (IllegalArgumentException raw) {
            // The demo shows links with bytes that no address may hold; others cover their pages.
            return Stream.empty();
        }
    }

    private String here() {
        return page.url().replaceFirst("^https?://[^/]*", "").replaceFirst("([?&]o=).{8,}", "$1…");
    }
}
