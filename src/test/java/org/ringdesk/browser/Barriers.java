package org.ringdesk.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What keeps somebody from using a page: everything that axe finds by the rules of WCAG 2.2 A and AA and by good practice,
 * what does not fit into 320 pixels (1.4.10) or a tablet, and pages with a title that says nothing (2.4.2).
 */
final class Barriers {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");
    private static final int WIDE = 1280;
    private static final int PHONE = 390;
    private static final int TABLET = 1024;
    private static final int NARROWEST = 320;
    private static final int TALLEST = 8_000;

    private final List<String> found = new ArrayList<>();
    private final Map<String, String> titles = new HashMap<>();
    private int looks;

    /**
     * In English on a desk, in both themes, which differ in their colours only; in German, whose words are long, on a phone and
     * at widths where they might not fit.
     */
    void look(Page page, String what) {
        theme(page, ColorScheme.LIGHT);
        if (inEnglish(page)) {
            whole(page, WIDE);
            axe(page, what + " light", "tag", RULES);
            theme(page, ColorScheme.DARK);
            axe(page, what + " dark", "rule", COLOURS);
        } else {
            whole(page, PHONE);
            axe(page, what + " phone", "tag", RULES);
            reflow(page, what, NARROWEST);
            reflow(page, what, TABLET);
        }
        page.setViewportSize(WIDE, 900);
    }

    /** All of it: what would be under a bar that stays at the window's edge until somebody scrolls is no finding. */
    private static void whole(Page page, int width) {
        page.setViewportSize(width, 900);
        int height = ((Number) page.evaluate("document.scrollingElement.scrollHeight")).intValue();
        page.setViewportSize(width, Math.clamp(height, 900, TALLEST));
    }

    /** That no two pages have the same title. */
    void title(Page page, String pattern) {
        String language = String.valueOf(page.locator("html").getAttribute("lang"));
        String title = page.title();
        String other = titles.putIfAbsent(language + ' ' + title, pattern);
        if (title.isBlank() || (other != null && !other.equals(pattern))) {
            found.add("%s: the title “%s” is also that of %s".formatted(pattern, title, other));
        }
    }

    List<String> found() {
        return found;
    }

    /** How many times axe looked. */
    int looks() {
        return looks;
    }

    private static boolean inEnglish(Page page) {
        return "en".equals(page.locator("html").getAttribute("lang"));
    }

    private static void theme(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /** Asked in the page itself and for what is wrong only: all that axe knows of a page takes longer to carry over than to find. */
    private void axe(Page page, String what, String type, List<String> values) {
        looks++;
        page.evaluate(AxeBuilder.getAxeScript());
        Object wrong = page.evaluate("""
                ([type, values]) => axe.run(document, {
                      runOnly: { type, values }, resultTypes: ['violations'], preload: false
                    }).then(({ violations }) => violations.map(rule => `${rule.id}, ${rule.help}: `
                      + rule.nodes.slice(0, 4).map(node => `${node.target} ${node.failureSummary}`).join('; ')))""", List.of(type, values));
        ((List<?>) wrong).forEach(rule -> found.add(what + ": " + rule));
    }

    private void reflow(Page page, String what, int width) {
        page.setViewportSize(width, 640);
        Object wide = page.evaluate("""
                () => {
                  const root = document.scrollingElement;
                  if (root.scrollWidth <= innerWidth) return null;
                  const over = [...document.querySelectorAll('body *')]
                      .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.visually-hidden'))
                      .slice(0, 3).map(e => e.tagName + '.' + e.className);
                  return root.scrollWidth + ' pixels wide: ' + over.join(', ');
                }""");
        if (wide != null) {
            found.add(what + " at " + width + ": " + wide);
        }
    }
}
