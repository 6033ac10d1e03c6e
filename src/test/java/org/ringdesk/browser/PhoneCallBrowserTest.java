package org.ringdesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
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
import org.springframework.boot.test.web.server.LocalServerPort;

/** The Phone Call page as an agent uses it: with the caller on the line and both hands on the keyboard. */
@DemoTest
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhoneCallBrowserTest {
    private static final String CALLER = "/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&autoUserField_";
    private static final Pattern A_RECORD = Pattern.compile(".*/records/\\d+$");

    @LocalServerPort
    int port;

    Browsers browsers;
    Page page;

    @BeforeAll
    void startBrowser() {
        browsers = new Browsers();
    }

    @AfterAll
    void stopBrowser() {
        browsers.close();
    }

    @BeforeEach
    void openTab() {
        page = browsers.page(port);
    }

    @AfterEach
    void nothingComplained() {
        assertThat(browsers.complaints()).isEmpty();
        browsers.closePages();
    }

    /** Opens a link as nobody and signs in on the way. */
    private void open(String link) {
        page.navigate(link);
        signIn();
    }

    private void signIn() {
        page.fill("[name=username]", "dana");
        page.fill("[name=password]", "demo");
        page.keyboard().press("Enter");
        assertThat(page.locator("body:not([data-page=sign-in])")).isVisible();
        // The first field has the focus once the page is painted.
        page.waitForLoadState();
    }

    private Locator requestUser() {
        return page.locator("#record-form [name=requestUser]");
    }

    @Test
    void signInOnTheWayLeadsToTheLinkAndTheAddressBarTellsNothing() {
        page.navigate(CALLER + "user_name=domain%255Cuser1");
        assertThat(page.locator("body")).hasAttribute("data-page", "sign-in");
        assertThat(page.url()).doesNotContain("user1");
        signIn();
        assertThat(page.locator("body")).hasAttribute("data-page", "phone-call");
        assertThat(requestUser()).hasValue("domain\\user1");
        assertThat(page.url()).doesNotContain("user1");
    }

    @Test
    void callIsLoggedWithoutTheMouse() {
        open(CALLER + "phone=6175550142");
        assertThat(page.locator("#title")).isFocused();
        page.keyboard().type("Scanner at gate 3 is dark");
        page.keyboard().press("Tab");
        page.keyboard().type("Har");
        page.keyboard().press("Tab");
        page.locator("#description").focus();
        page.keyboard().type("Since this morning.");
        page.keyboard().press("Control+Enter");
        assertThat(page).hasURL(A_RECORD);
        assertThat(page.locator("[data-request-user]").first()).hasAttribute("data-request-user", "a.lindqvist");
        assertThat(page.locator("main")).containsText("Scanner at gate 3 is dark");
    }

    @Test
    void logAndCloseSolvesOnThePhone() {
        open(CALLER + "phone=6175550142");
        page.keyboard().type("Only a question");
        page.keyboard().press("Control+Shift+Enter");
        assertThat(page).hasURL(A_RECORD);
        assertThat(page.locator("main")).containsText("Solved on the phone");
    }

    /** The last script is held back: people are quicker than slow networks. */
    @Test
    void candidateChosenWhileThePageStillLoadsCounts() {
        open(CALLER + "phone=6175550100");
        List<Route> held = new ArrayList<>();
        page.route("**/js/once*", held::add);
        page.reload(new Page.ReloadOptions().setWaitUntil(WaitUntilState.COMMIT));
        assertThat(page.locator("#requestUser[role=combobox]")).isVisible();
        page.keyboard().press("Alt+3");
        assertThat(requestUser()).hasValue("i.solberg");
        held.forEach(Route::resume);
        assertThat(page.locator("#caller .name")).hasText("Ingrid Solberg");
    }

    @Test
    void candidatesAreChosenByNumberKey() {
        open(CALLER + "phone=6175550100");
        assertThat(requestUser()).hasValue("pier4.reception");
        page.keyboard().press("Alt+3");
        assertThat(requestUser()).hasValue("i.solberg");
        assertThat(page.locator("#caller .name")).hasText("Ingrid Solberg");
        assertThat(page.locator("#call-head")).containsText("Ingrid Solberg");
        page.locator("#title").evaluate("field => field.blur()");
        page.keyboard().press("2");
        assertThat(requestUser()).hasValue("m.okafor");
        assertThat(page.locator("#caller .name")).hasText("Mateo Okafor");
    }

    @Test
    void clearedRequestUserIsNotSaidToBeUnknown() {
        open(CALLER + "phone=6175550142");
        page.locator(".combobox .clear").click();
        assertThat(requestUser()).hasValue("");
        assertThat(page.locator("#call-head")).containsText("Nobody is chosen");
        assertThat(page.locator("#call-head")).not().containsText("belongs to nobody");
    }

    @Test
    void chosenCandidateKeepsWhatWasTyped() {
        open(CALLER + "phone=6175550100");
        page.keyboard().type("Typed before choosing");
        page.keyboard().press("Alt+2");
        assertThat(page.locator("#caller .name")).hasText("Mateo Okafor");
        assertThat(page.locator("#title")).hasValue("Typed before choosing");
    }

    @Test
    void requesterIsFoundWhileTyping() {
        open(CALLER + "phone=6175550190");
        requestUser().focus();
        page.keyboard().type("amara lind");
        assertThat(page.locator("[role=listbox] [role=option]").first()).containsText("Amara Lindqvist");
        page.keyboard().press("Enter");
        assertThat(requestUser()).hasValue("a.lindqvist");
        assertThat(page.locator("#caller .name")).hasText("Amara Lindqvist");
        assertThat(page.locator("#side")).containsText("#57");
    }

    @Test
    void unknownNumberIsAttachedAndMatchesNextTime() {
        open(CALLER + "cell_phone=6175550193");
        page.keyboard().type("Keeps the text");
        requestUser().focus();
        page.keyboard().type("yara hav");
        assertThat(page.locator("[role=listbox] [role=option]").first()).containsText("Yara Haverford");
        page.keyboard().press("Enter");
        assertThat(page.locator("#caller .name")).hasText("Yara Haverford");
        page.locator("[formaction='/records/new/attach']").click();
        assertThat(page.locator("[data-notice=attached]")).isVisible();
        assertThat(page.locator("#title")).hasValue("Keeps the text");
        page.navigate(CALLER + "cell_phone=%2B1-617-555-0193");
        assertThat(requestUser()).hasValue("switchboard.x12");
    }

    @Test
    void unknownCallerBecomesAPersonFromTheForm() {
        open(CALLER + "phone=6175550194");
        page.locator("#unclaimed summary").click();
        page.fill("#newFirstName", "Jonna");
        page.fill("#newLastName", "Achterberg-Ruiz");
        page.locator("[formaction='/records/new/person']").click();
        assertThat(page.locator("[data-notice=created]")).isVisible();
        assertThat(requestUser()).hasValue("j.achterberg-ruiz");
    }

    @Test
    void hashRouterLeadsToTheLink() {
        open(CALLER + "phone=6175550142");
        page.navigate("/index.jsp#" + CALLER + "user_name=domain%255Cuser1");
        assertThat(page.locator("body")).hasAttribute("data-page", "phone-call");
        assertThat(requestUser()).hasValue("domain\\user1");
    }

    @Test
    void hashRouterLeadsNowhereElse() {
        open("/");
        for (String elsewhere :
                new String[] {"//example.org/", "/\\example.org/", "https://example.org/", "javascript:alert(1)"}) {
            page.navigate("/index.jsp#" + elsewhere);
            page.waitForURL(url -> !url.contains("index.jsp"));
            assertThat(page.url()).startsWith("http://localhost:" + port + "/");
        }
    }

    @Test
    void existingRecordOpensByItsNumber() {
        open("/SREdit.jsp?id=57");
        assertThat(page.locator("[data-record-id]").first()).hasAttribute("data-record-id", "57");
    }

    @Test
    void menuLeadsToTheStandardForm() {
        open("/records");
        page.locator("header")
                .getByText("Service Desk", new Locator.GetByTextOptions().setExact(true))
                .click();
        page.locator("header").getByText("New Incident").click();
        assertThat(page.locator("body")).hasAttribute("data-page", "record-form");
    }

    @Test
    void sessionThatEndedWhileTypingLosesNothing() {
        open(CALLER + "phone=6175550142");
        page.keyboard().type("Typed before the session ended");
        page.context().clearCookies();
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("body")).hasAttribute("data-page", "sign-in");
        signIn();
        assertThat(page.locator("#title")).hasValue("Typed before the session ended");
        assertThat(page.locator("[data-notice=not-saved]")).isVisible();
        page.keyboard().press("Control+Enter");
        assertThat(page).hasURL(A_RECORD);
    }

    @Test
    void reloadAfterSavingShowsTheRecordAgainAndMakesNone() {
        open(CALLER + "phone=6175550142");
        page.keyboard().type("Reloaded after saving");
        page.keyboard().press("Control+Enter");
        assertThat(page).hasURL(A_RECORD);
        String saved = page.url();
        page.reload();
        assertThat(page.url()).isEqualTo(saved);
        page.navigate("/records?state=all&q=Reloaded+after+saving");
        assertThat(page.locator("main tbody tr")).hasCount(1);
    }

    @Test
    void backAfterSavingNeverMakesASecondRecordOfTheSameText() {
        open(CALLER + "phone=6175550142");
        page.keyboard().type("Saved once");
        page.keyboard().press("Control+Enter");
        assertThat(page).hasURL(A_RECORD);
        String saved = page.url();
        page.goBack();
        page.fill("#title", "Saved once");
        page.keyboard().press("Control+Enter");
        assertThat(page).hasURL(Pattern.compile(".*/records(/\\d+)?$"));
        if (page.url().endsWith("/records")) {
            assertThat(page.locator("[data-notice=already-saved]")).isVisible();
        } else {
            assertThat(page.url()).isEqualTo(saved);
        }
    }

    @Test
    void everyExampleLinkOfTheDemoOpensWithoutAComplaint() {
        open("/demo");
        List<String> links = page.locator("tr[data-example] a").all().stream()
                .map(link -> link.getAttribute("href"))
                .toList();
        assertThat(links).hasSizeGreaterThan(40);
        for (String link : links) {
            page.navigate(link);
            assertThat(page.locator("body"))
                    .hasAttribute("data-page", Pattern.compile("phone-call|record-form|record|error"));
        }
    }
}
