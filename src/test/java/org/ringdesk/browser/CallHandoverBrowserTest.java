package org.ringdesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ringdesk.DemoTest;
import org.ringdesk.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call as two agents live through it: it rings at both, one answers and types, the other goes on with it. */
@DemoTest
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallHandoverBrowserTest {
    private static final String DANA = "201";
    private static final String OMAR = "202";
    private static final String CALLER = "6175550142";
    private static final Pattern FORM = Pattern.compile(".*/records/new\\?o=.*");
    private static final Pattern RECORD = Pattern.compile(".*/records/\\d+.*");

    @LocalServerPort
    int port;

    @Autowired
    JsonMapper json;

    Browsers browsers;
    Page dana;
    List<Page> omar;

    @BeforeAll
    void startBrowser() {
        browsers = new Browsers();
    }

    @AfterAll
    void stopBrowser() {
        browsers.close();
    }

    @BeforeEach
    void signIn() {
        omar = new ArrayList<>(List.of(signedIn(browsers.page(port), "omar")));
        dana = signedIn(browsers.another(port, "en-US"), "dana");
        for (int i = 0; i < 2; i++) {
            omar.add(listening(omar.getFirst().context().newPage()));
        }
    }

    @AfterEach
    void nothingComplained() {
        assertThat(browsers.complaints()).isEmpty();
        browsers.closePages();
    }

    private static Page signedIn(Page page, String login) {
        page.navigate("/login");
        page.fill("[name=username]", login);
        page.fill("[name=password]", "demo");
        page.keyboard().press("Enter");
        page.locator("body:not([data-page=sign-in])").waitFor();
        return listening(page);
    }

    private static Page listening(Page page) {
        page.navigate("/people");
        assertThat(page.locator("#live-sign")).hasAttribute("data-state", "open");
        return page;
    }

    private JsonNode api(String method, String path, String body) {
        Desk.Answer answer = new Desk(port)
                .send(method, path, body, "Content-Type", "application/json", "Authorization", "Bearer demo");
        assertThat(answer.status()).isBetween(200, 299);
        return json.readTree(answer.body());
    }

    private long place(String from, String to) {
        return api("POST", "/api/v1/simulator/calls", "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, to))
                .path("id")
                .asLong();
    }

    private void act(long call, String action, String body) {
        api("POST", "/api/v1/simulator/calls/" + call + "/" + action, body);
    }

    private static Locator bar(Page page) {
        return page.locator("#live li");
    }

    private Page opened() {
        Page first = omar.getFirst();
        first.waitForCondition(
                () -> omar.stream().anyMatch(tab -> FORM.matcher(tab.url()).matches()));
        first.waitForTimeout(1_500);
        List<Page> forms =
                omar.stream().filter(tab -> FORM.matcher(tab.url()).matches()).toList();
        assertThat(forms).hasSize(1);
        assertThat(first.context().pages()).hasSize(3);
        return forms.getFirst();
    }

    @Test
    void receiverGoesOnInTheSameDraftAndTheRecordKeepsCallAndTime() {
        long call = place(CALLER, "Service Desk");
        assertThat(bar(dana)).containsText("Ringing");
        assertThat(bar(omar.getLast())).containsText("Ringing");

        act(call, "answer", "{\"by\": \"" + OMAR + "\"}");
        assertThat(dana.locator("#live")).isHidden();
        Page form = opened();
        assertThat(form.locator("#call-live")).containsText("Talking");
        assertThat(form.locator("#requestUser")).not().hasValue("");
        String requester = form.locator("#requestUser").inputValue();
        form.locator("#title").fill("Cannot print the month");
        assertThat(form.locator("#draft-state")).hasAttribute("data-state", "kept");

        act(call, "transfer", "{\"by\": \"" + OMAR + "\", \"to\": \"" + DANA + "\"}");
        act(call, "answer", "{\"by\": \"" + DANA + "\"}");
        assertThat(dana).hasURL(FORM);
        assertThat(dana.locator("[data-notice=taken-over]")).containsText("Omar");
        assertThat(dana.locator("#title")).hasValue("Cannot print the month");
        assertThat(dana.locator("#requestUser")).hasValue(requester);
        assertThat(form.locator("#call-live"))
                .containsText("Not with you any more", new ContainsTextOptions().setTimeout(15_000));
        assertThat(form.locator("#call-live")).containsText("Dana");

        dana.locator("#title").fill("Cannot print the month's end");
        assertThat(dana.locator("#draft-state")).hasAttribute("data-state", "kept");
        dana.locator("button[value=save]").click();
        assertThat(dana).hasURL(RECORD);
        act(call, "hangup", "{\"by\": \"" + DANA + "\"}");
        dana.reload();
        assertThat(dana.locator("h1")).containsText("Cannot print the month's end");
        assertThat(dana.locator("#calls li")).hasCount(1);
        assertThat(dana.locator(".timeline")).containsText("talked on the telephone");
    }

    @Test
    void receiverSeesWhatIsTypedUntilTheEndOfAnAttendedTransfer() {
        long call = place("6175550101", OMAR);
        act(call, "answer", "{\"by\": \"" + OMAR + "\"}");
        Page form = opened();
        form.locator("#title").fill("First words");
        assertThat(form.locator("#draft-state")).hasAttribute("data-state", "kept");
        act(call, "transfer", "{\"by\": \"" + OMAR + "\", \"to\": \"" + DANA + "\", \"attended\": true}");
        act(call, "answer", "{\"by\": \"" + DANA + "\"}");
        assertThat(dana).hasURL(FORM);

        form.locator("#title").fill("First words and last ones");

        assertThat(dana.locator("#title"))
                .hasValue(
                        "First words and last ones",
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasValueOptions().setTimeout(15_000));
        act(call, "hangup", "{\"by\": \"" + OMAR + "\"}");
        act(call, "hangup", "{\"by\": \"" + DANA + "\"}");
    }

    @Test
    void missedCallBecomesACallBackAndClosesWhenTheCallerIsReached() {
        long missed = place("6175550199", DANA);
        act(missed, "hangup", "");
        dana.navigate("/call-backs");
        Locator line = dana.locator("[data-call-back]").filter(new Locator.FilterOptions().setHasText("555 0199"));
        assertThat(line).hasCount(1);

        long back = place(DANA, "6175550199");
        act(back, "answer", "");
        act(back, "hangup", "{\"by\": \"" + DANA + "\"}");

        dana.navigate("/call-backs");
        assertThat(line).hasCount(0);
    }
}
