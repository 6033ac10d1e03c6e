package org.ringdesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.KeyboardModifier;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ringdesk.DemoTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Choosing records in the list, changing them all, and taking that back. */
@DemoTest
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkBrowserTest {
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
    void openList() {
        page = browsers.page(port);
        page.navigate("/records?state=open&sort=-id");
        page.fill("[name=username]", "dana");
        page.fill("[name=password]", "demo");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Records");
    }

    @AfterEach
    void nothingComplained() {
        assertThat(browsers.complaints()).isEmpty();
        browsers.closePages();
    }

    private Locator boxes() {
        return page.locator("tbody input[name=record]");
    }

    @Test
    void aRangeIsChosenChangedAndUndone() {
        assertThat(page.locator("#bulk")).isHidden();
        String first = page.locator("tr[data-record]").first().getAttribute("data-record");
        boxes().nth(0).click();
        boxes().nth(3).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        assertThat(page.locator("#bulk .chosen")).hasText("4 chosen");
        page.locator("#bulk-status").selectOption("Closed");
        page.locator("#bulk .button.primary").click();

        Locator notice = page.locator("[data-notice=bulk-changed]");
        assertThat(notice).containsText("4 records closed (Closed).");
        assertThat(page.locator("tr[data-record='" + first + "']")).hasCount(0);
        page.reload();
        assertThat(notice).isVisible();

        notice.locator("button").click();
        assertThat(page.locator("[data-notice=bulk-undone]")).containsText("4 records are as they were.");
        assertThat(page.locator("tr[data-record]").first()).hasAttribute("data-record", first);
    }

    @Test
    void allOfThePageAreChosenByOneBoxAndLetGoAgain() {
        int count = boxes().count();
        Locator all = page.locator("[data-choose-all]");
        all.check();
        assertThat(page.locator("#bulk .chosen")).hasText(count + " chosen");
        boxes().nth(1).uncheck();
        assertThat(all).not().isChecked();
        assertThat(page.locator("#bulk .chosen")).hasText((count - 1) + " chosen");
        page.locator("[data-clear]").click();
        assertThat(page.locator("#bulk")).isHidden();
        assertThat(page.locator("tbody input[name=record]:checked")).hasCount(0);
    }
}
