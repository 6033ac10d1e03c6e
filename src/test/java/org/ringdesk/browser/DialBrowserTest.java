package org.ringdesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ringdesk.DemoTest;
import org.ringdesk.Desk;
import org.ringdesk.calls.CallId;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Feeds;
import org.ringdesk.pops.PopReason;
import org.ringdesk.pops.Pops;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A click on a number dials it where a phone system can, and is the browser's business where none can. */
@DemoTest
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialBrowserTest {
    @LocalServerPort
    int port;

    @Autowired
    Feeds feeds;

    @Autowired
    Pops pops;

    Browsers browsers;
    Page omar;

    @BeforeAll
    void startBrowser() {
        browsers = new Browsers();
    }

    @AfterAll
    void stopBrowser() {
        browsers.close();
    }

    @BeforeEach
    void openAPerson() {
        dials(true);
        omar = browsers.page(port);
        omar.navigate("/login");
        omar.fill("[name=username]", "omar");
        omar.fill("[name=password]", "demo");
        omar.keyboard().press("Enter");
        omar.locator("body:not([data-page=sign-in])").waitFor();
        omar.navigate("/people?q=6175550142");
        omar.locator("#main td a").first().click();
        omar.locator("a[href^='tel:']").first().waitFor();
    }

    @AfterEach
    void nothingComplained() {
        dials(true);
        assertThat(browsers.complaints()).isEmpty();
    }

    private void dials(boolean on) {
        Feed simulator = feeds.only("simulated");
        Map<String, String> settings = new HashMap<>(simulator.settings());
        settings.put("dial", Boolean.toString(on));
        feeds.change(simulator.with(settings));
    }

    private void act(long call, String what, String body) {
        Desk.Answer answer = new Desk(port)
                .send(
                        "POST",
                        "/api/v1/simulator/calls/" + call + "/" + what,
                        body,
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer demo");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void clickOnANumberDialsAndTheCallOpensNothing() {
        String person = omar.url();
        Locator number = omar.locator("a[data-dial]").first();
        String dialled = number.getAttribute("data-dial");

        number.click();

        assertThat(omar.locator("#dial-state")).containsText("Your telephone rings");
        Locator bar = omar.locator("#live li");
        assertThat(bar).hasAttribute("data-state", "dialling");
        long call = Long.parseLong(bar.getAttribute("data-call"));
        act(call, "answer", "{\"by\": \"" + dialled + "\"}");
        assertThat(bar).hasAttribute("data-state", "talking");
        omar.waitForTimeout(1_500);
        assertThat(omar.url()).isEqualTo(person);
        assertThat(omar.context().pages()).hasSize(1);
        assertThat(pops.of(new CallId(call)))
                .singleElement()
                .satisfies(pop -> assertThat(pop.reason()).isEqualTo(PopReason.OUTBOUND));
        act(call, "hangup", "");
        assertThat(omar.locator("#live")).isHidden();
    }

    @Test
    void whereNothingDialsTheLinkIsTheBrowsersOwn() {
        dials(false);
        omar.reload();

        assertThat(omar.locator("a[href^='tel:']").first()).isVisible();
        assertThat(omar.locator("a[data-dial]")).hasCount(0);
    }
}
