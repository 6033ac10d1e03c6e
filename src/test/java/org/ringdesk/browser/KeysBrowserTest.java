package org.ringdesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ringdesk.DemoTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The keyboard alone is enough, and it can be told to keep quiet. */
@DemoTest
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysBrowserTest {
    private static final String LINK = "/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&autoUserField_phone=6175550100";

    @LocalServerPort
    int port;

    Browsers browsers;

    @BeforeAll
    void startBrowser() {
        browsers = new Browsers();
    }

    @AfterAll
    void stopBrowser() {
        browsers.close();
    }

    @AfterEach
    void nothingComplained() {
        assertThat(browsers.complaints()).isEmpty();
        browsers.closePages();
    }

    private Page open(String login, String language, String path) {
        browsers.closePages();
        Page page = browsers.another(port, language);
        page.navigate("/login");
        page.fill("[name=username]", login);
        page.fill("[name=password]", "demo");
        page.click("#sign-in-form .primary");
        page.navigate(path);
        return page;
    }

    @Test
    void questionMarkShowsTheKeysOfThisPageAndEscapeGivesTheFocusBack() {
        Page page = open("omar", "en-US", LINK);
        Locator map = page.locator("#keys");
        page.locator("#title").focus();
        page.keyboard().type("Why?");
        assertThat(map).isHidden();
        assertThat(page.locator("#title")).hasValue("Why?");
        Locator cancel = page.locator("#record-form .bar a");
        cancel.focus();
        page.keyboard().press("?");
        assertThat(map).isVisible();
        assertThat(map.locator("[data-keys=here]")).containsText("Log and close");
        assertThat(map.locator("[data-keys=here]")).containsText("Choose the caller");
        assertThat(map.locator("[data-keys=everywhere]")).containsText("Find a record");
        page.keyboard().press("/");
        assertThat(page.locator("#find")).not().isFocused();
        page.keyboard().press("Escape");
        assertThat(map).isHidden();
        assertThat(cancel).isFocused();
    }

    @Test
    void mouseOpensTheKeysInGerman() {
        Page page = open("omar", "de-DE", "/records");
        page.click("[data-opens=keys]");
        assertThat(page.locator("#keys h2")).hasText("Tasten");
        assertThat(page.locator("#keys")).containsText("Vorgang nach Nummer oder Wörtern suchen");
        page.locator("#keys form button").click();
        assertThat(page.locator("#keys")).isHidden();
    }

    @Test
    void singleKeysAndThemeAreAsTheAccountSays() {
        Page page = open("lena", "en-US", "/account");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.uncheck("[name=singleKeys]");
        page.selectOption("#theme", "dark");
        page.click("#preferences-form .primary");
        assertThat(page.locator(".flash")).isVisible();
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(15, 20, 25)");
        page.keyboard().press("?");
        page.keyboard().press("/");
        assertThat(page.locator("#keys")).isHidden();
        assertThat(page.locator("#find")).not().isFocused();
        page.navigate(LINK);
        page.locator("#record-form .bar a").focus();
        page.keyboard().press("2");
        assertThat(page.locator("main [data-candidate]").nth(1)).hasAttribute("aria-pressed", "false");
        page.keyboard().press("Alt+2");
        assertThat(page.locator("main [data-candidate]").nth(1)).hasAttribute("aria-pressed", "true");
        page.navigate("/account");
        page.check("[name=singleKeys]");
        page.selectOption("#theme", "system");
        page.click("#preferences-form .primary");
        assertThat(page.locator("body")).hasCSS("background-color", "rgb(242, 244, 245)");
    }

    @Test
    void focusIsAlwaysSeenAndNeverCovered() {
        Page page = open("omar", "de-DE", LINK);
        page.setViewportSize(1280, 560);
        for (String path : new String[] {LINK, "/records/57", "/people"}) {
            page.navigate(path);
            for (int i = 0; i < 45; i++) {
                page.keyboard().press("Tab");
                assertThat(page.evaluate(FOCUS))
                        .as("after %d tabs on %s", i + 1, path)
                        .isNull();
            }
        }
    }

    /** null where the focused element can be told from the others and lies on top, else what is wrong with it. */
    private static final String FOCUS = """
            () => {
              const e = document.activeElement;
              if (!e || e === document.body || e.matches('.combobox.is-chosen > input')) return null;
              const style = getComputedStyle(e);
              const name = e.outerHTML.slice(0, 120);
              if (style.outlineStyle === 'none' && style.boxShadow === 'none') return 'not seen: ' + name;
              const box = e.getBoundingClientRect();
              const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .2], [.5, .8]];
              const free = points.some(([x, y]) => {
                const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
                return top && (top === e || e.contains(top) || top.contains(e));
              });
              return free ? null : 'covered: ' + name;
            }""";
}
