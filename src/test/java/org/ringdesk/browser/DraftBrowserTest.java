package org.ringdesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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

/** Text that was typed is there again, whatever happened to the tab, the session or the connection meanwhile. */
@DemoTest
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DraftBrowserTest {
    private static final String LINK = "/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&autoUserField_phone=6175550142";
    private static final String SECOND_LINK = LINK.replace("0142", "0100");
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
    void openLink() {
        page = browsers.page(port);
        page.navigate(LINK);
        page.fill("[name=username]", "dana");
        page.fill("[name=password]", "demo");
        page.keyboard().press("Enter");
        assertThat(page.locator("#title")).isFocused();
    }

    @AfterEach
    void nothingComplained() {
        assertThat(browsers.complaints()).isEmpty();
        browsers.closePages();
    }

    private static Locator state(Page tab) {
        return tab.locator("#draft-state");
    }

    private static Locator offered(Page tab, String title) {
        return tab.locator(".drafts li").filter(new Locator.FilterOptions().setHasText(title));
    }

    private void typeAndWait(String text) {
        page.keyboard().type(text);
        assertThat(state(page)).hasText("Draft saved");
    }

    @Test
    void endedSessionAsksForSignInOnTheSpotAndGoesOn() {
        typeAndWait("Typed before");
        page.context().clearCookies();
        page.keyboard().type(" and after");
        Locator dialog = page.locator("#sign-in-again");
        assertThat(dialog).isVisible();
        assertThat(state(page)).hasText("Draft not saved: you are signed out");
        assertThat(page.locator("#title")).isFocused();
        page.keyboard().type(" the end");

        assertThat(page.locator("#again-username")).hasValue("dana");
        page.fill("#again-password", "wrong");
        page.keyboard().press("Enter");
        assertThat(dialog.locator("[role=alert]")).isVisible();
        page.fill("#again-password", "demo");
        page.keyboard().press("Enter");

        assertThat(dialog).isHidden();
        assertThat(state(page)).hasText("Draft saved");
        assertThat(page.locator("#title")).hasValue("Typed before and after the end");
        page.keyboard().press("Control+Enter");
        assertThat(page).hasURL(A_RECORD);
        assertThat(page.locator("main")).containsText("Typed before and after the end");
    }

    @Test
    void closedTabIsOfferedAgainUntilItsFormIsSaved() {
        typeAndWait("Typed into a tab that was closed");
        Page next = page.context().newPage();
        page.close();
        next.navigate("/records");
        offered(next, "Typed into a tab that was closed").locator("a").click();
        assertThat(next.locator("[data-notice=draft-restored]")).isVisible();
        assertThat(next.locator("#title")).hasValue("Typed into a tab that was closed");
        assertThat(next.locator("#record-form [name=requestUser]")).not().hasValue("");
        next.keyboard().press("Control+Enter");
        assertThat(next).hasURL(A_RECORD);
        next.navigate("/records");
        assertThat(offered(next, "Typed into a tab that was closed")).hasCount(0);
    }

    @Test
    void textOfTheLastMomentIsKeptWhenTheTabCloses() {
        page.keyboard().type("Closed at once");
        Page next = page.context().newPage();
        page.close();
        assertThat(next.locator("html")).isAttached();
        for (int i = 0; i < 20 && offered(next, "Closed at once").count() == 0; i++) {
            next.navigate("/records");
        }
        assertThat(offered(next, "Closed at once")).hasCount(1);
    }

    @Test
    void reloadShowsTheText() {
        typeAndWait("Typed before the reload");
        page.reload();
        assertThat(page.locator("#title")).hasValue("Typed before the reload");
    }

    @Test
    void formOfTheMenuIsFoundByReload() {
        page.navigate("/records/new");
        page.locator("#title").focus();
        typeAndWait("Typed into the menu form");
        page.reload();
        assertThat(page.locator("#title")).hasValue("Typed into the menu form");
    }

    @Test
    void secondLinkOpensBesideTheFirstAndLeadsBackToIt() {
        typeAndWait("Typed into the first call");
        page.navigate(SECOND_LINK);
        assertThat(page.locator("#title")).hasValue("");
        page.locator("#title").focus();
        typeAndWait("Typed into the second call");
        offered(page, "Typed into the first call").locator("a").click();
        assertThat(page.locator("#title")).hasValue("Typed into the first call");
        assertThat(offered(page, "Typed into the second call")).hasCount(1);
    }

    @Test
    void discardedDraftIsGoneAndItsLineToo() {
        typeAndWait("Discarded");
        page.navigate("/records");
        offered(page, "Discarded").locator("button").click();
        assertThat(offered(page, "Discarded")).hasCount(0);
        page.reload();
        assertThat(offered(page, "Discarded")).hasCount(0);
    }

    @Test
    void leavingAsksOnlyWhileSomethingIsNotKept() {
        List<String> asked = new ArrayList<>();
        page.onDialog(dialog -> {
            asked.add(dialog.type());
            dialog.dismiss();
        });
        typeAndWait("Kept");
        page.navigate("/records");
        assertThat(asked).isEmpty();
        page.navigate(LINK);
        page.locator("#title").focus();
        page.context().setOffline(true);
        page.keyboard().type("Not kept");
        assertThat(state(page)).containsText("no connection");
        page.evaluate("location.reload()");
        page.waitForCondition(() -> asked.contains("beforeunload"));
        page.context().setOffline(false);
        assertThat(state(page)).hasText("Draft saved");
        browsers.complaints().removeIf(complaint -> complaint.contains("ERR_INTERNET_DISCONNECTED"));
    }

    @Test
    void noteOnARecordIsThereAgainWhereverItIsFoundFrom() {
        page.navigate("/records/57");
        page.fill("[name=note]", "Typed into a note");
        assertThat(state(page)).hasText("Draft saved");
        page.navigate("/records?q=57&state=all");
        offered(page, "#57").locator("a").click();
        assertThat(page.locator("[name=note]")).hasValue("Typed into a note");
        Page next = page.context().newPage();
        page.close();
        next.navigate("/records/57");
        assertThat(next.locator("[name=note]")).hasValue("Typed into a note");
        next.locator("[data-notice=draft-restored] button").click();
        assertThat(next.locator("[name=note]")).hasValue("");
        next.locator("[data-notice=draft-discarded] button").click();
        assertThat(next.locator("[name=note]")).hasValue("Typed into a note");
        next.keyboard().press("Control+Enter");
        assertThat(next.locator("main")).containsText("Typed into a note");
        assertThat(next.locator("[name=note]")).hasValue("");
        assertThat(next.locator("[data-notice=draft-restored]")).hasCount(0);
    }

    @Test
    void lastWordsOfANoteAreKeptWhenTheRecordIsLeftAtOnce() {
        page.navigate("/records/56");
        page.fill("[name=note]", "Left at once");
        page.locator("header a[href='/people']").click();
        assertThat(page.locator("body")).hasAttribute("data-page", "people");
        for (int i = 0; i < 20 && page.locator("[data-notice=draft-restored]").count() == 0; i++) {
            page.navigate("/records/56");
        }
        assertThat(page.locator("[name=note]")).hasValue("Left at once");
    }

    @Test
    void endedSessionOverARecordAsksForSignInAndGivesTheFocusBack() {
        page.navigate("/records/55");
        page.locator("[name=note]").focus();
        typeAndWait("Before");
        page.context().clearCookies();
        page.keyboard().type(" and after");
        assertThat(page.locator("#sign-in-again")).isVisible();
        assertThat(page.locator("#again-username")).hasValue("dana");
        page.fill("#again-password", "demo");
        page.keyboard().press("Enter");
        assertThat(state(page)).hasText("Draft saved");
        assertThat(page.locator("[name=note]")).isFocused();
        page.reload();
        assertThat(page.locator("[name=note]")).hasValue("Before and after");
    }

    @Test
    void personsFormIsThereAgainByReloadAndFromTheList() {
        page.navigate("/people/new");
        page.locator("#first_name").focus();
        typeAndWait("Reloaded");
        page.reload();
        assertThat(page.locator("#first_name")).hasValue("Reloaded");
        page.navigate("/people/1/edit");
        page.locator("#notes").focus();
        page.keyboard().press("Control+End");
        typeAndWait("Typed into a person");
        page.navigate("/people/new");
        assertThat(page.locator("#first_name")).hasValue("");
        offered(page, "Reloaded").locator("a").click();
        assertThat(page.locator("#first_name")).hasValue("Reloaded");
        page.navigate("/people/1/edit");
        assertThat(page.locator("#notes")).hasValue(Pattern.compile(".*Typed into a person", Pattern.DOTALL));
    }

    @Test
    void recordWhoseTextIsNotKeptAsksBeforeItIsLeft() {
        List<String> asked = new ArrayList<>();
        page.onDialog(dialog -> {
            asked.add(dialog.type());
            dialog.dismiss();
        });
        page.navigate("/records/54");
        page.locator("[name=note]").focus();
        page.context().setOffline(true);
        page.keyboard().type("Not kept");
        assertThat(state(page)).containsText("no connection");
        page.evaluate("location.reload()");
        page.waitForCondition(() -> asked.contains("beforeunload"));
        page.context().setOffline(false);
        assertThat(state(page)).hasText("Draft saved");
        browsers.complaints().removeIf(complaint -> complaint.contains("ERR_INTERNET_DISCONNECTED"));
    }
}
