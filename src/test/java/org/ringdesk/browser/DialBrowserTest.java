package org.ringdesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.List;
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
import org.ringdesk.calls.Calls;
import org.ringdesk.calls.Presence;
import org.ringdesk.calls.Presences;
import org.ringdesk.pbx.Feed;
import org.ringdesk.pbx.Feeds;
import org.ringdesk.pops.PopReason;
import org.ringdesk.pops.Pops;
import org.ringdesk.pops.Telephones;
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

    @Autowired
    Calls calls;

    @Autowired
    Presences presences;

    @Autowired
    Telephones telephones;

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
    void whoTalksSendsTheCallToAColleagueByKeyboard() {
        long call = place("+16175550142", "202");
        Locator bar = omar.locator("#live li[data-call]");
        assertThat(bar.locator("[data-of=hang-up]")).hasText("Decline");
        assertThat(bar.locator("[data-of=transfer]")).isHidden();
        answered(call);
        assertThat(bar.locator("[data-of=hang-up]")).hasText("Hang up");

        bar.locator("[data-of=transfer]").focus();
        omar.keyboard().press("Enter");
        assertThat(bar.locator("[name=to]")).isFocused();
        omar.keyboard().type("omar");
        Locator options = bar.locator("[role=option]");
        assertThat(options).hasText("No colleague with an extension is called so.");
        omar.keyboard().press("ControlOrMeta+a");
        omar.keyboard().type("le");
        assertThat(options).hasCount(1);
        assertThat(options).containsText("203");
        omar.keyboard().press("Enter");
        omar.keyboard().press("Enter");

        assertThat(omar.locator("#live")).isHidden();
        assertThat(legs(call)).containsExactly("202 GONE", "203 RINGING");
        act(call, "hangup", "");
    }

    @Test
    void whoTalksHangsUpAndARefusalIsSaid() {
        long call = place("+16175550142", "202");
        answered(call);
        Locator bar = omar.locator("#live li[data-call]");
        assertThat(bar).hasAttribute("data-state", "talking");
        bar.locator("[data-of=transfer]").click();
        bar.locator("[name=to]").fill("202");
        assertThat(bar.locator("[role=listbox]")).isVisible();
        omar.keyboard().press("Escape");
        bar.locator("form .primary").click();
        assertThat(bar.locator("[data-of=note]")).hasText("That is your own extension.");
        bar.locator("[name=to]").press("Escape");
        assertThat(bar.locator("form")).isHidden();
        assertThat(bar.locator("[data-of=transfer]")).isFocused();

        bar.locator("[data-of=hang-up]").click();

        assertThat(omar.locator("#live")).isHidden();
        assertThat(legs(call)).containsExactly("202 GONE");
    }

    @Test
    void aFeedThatOnlyTellsOffersNoButtons() {
        Telephones.Line line = telephones.from("6175550142").rings("202").answers("202");
        Locator bar = omar.locator("#live li[data-call]");
        assertThat(bar).hasAttribute("data-state", "talking");

        assertThat(bar.locator("[data-of=hang-up]")).isHidden();
        assertThat(bar.locator("[data-of=transfer]")).isHidden();
        line.ends();
    }

    @Test
    void anAgentWhoseTelephoneIsUnpluggedSeesIt() {
        Locator badge = omar.locator("#presence");
        String source = feeds.only("simulated").source();
        List<Presence.Membership> queues = List.of(new Presence.Membership("Service Desk", true, "lunch"));

        presences.tell(source, List.of(new Presence("202", Presence.Device.UNREACHABLE, queues)));
        assertThat(badge).hasText("Phone unreachable");
        presences.tell(source, List.of(new Presence("202", Presence.Device.REACHABLE, queues)));
        assertThat(badge).hasText("Paused (lunch)");
        presences.tell(source, List.of(new Presence("202", Presence.Device.REACHABLE, List.of())));
        assertThat(badge).isHidden();
    }

    /** The form opens in place of the page, and the bar comes anew with it. */
    private void answered(long call) {
        act(call, "answer", "{\"by\": \"202\"}");
        omar.waitForURL(url -> url.contains("/records/new"));
    }

    private long place(String from, String to) {
        Desk.Answer answer = new Desk(port)
                .send(
                        "POST",
                        "/api/v1/simulator/calls",
                        "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, to),
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer demo");
        return JsonPath.parse(answer.body()).read("$.id", Long.class);
    }

    private List<String> legs(long call) {
        return calls.find(new CallId(call)).orElseThrow().legs().stream()
                .map(leg -> leg.party() + (leg.open() ? leg.ringing() ? " RINGING" : " HERE" : " GONE"))
                .toList();
    }

    @Test
    void whereNothingDialsTheLinkIsTheBrowsersOwn() {
        dials(false);
        omar.reload();

        assertThat(omar.locator("a[href^='tel:']").first()).isVisible();
        assertThat(omar.locator("a[data-dial]")).hasCount(0);
    }
}
