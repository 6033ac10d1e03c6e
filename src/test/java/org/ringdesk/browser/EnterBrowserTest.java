package org.ringdesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.DemoTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Enter in a field never does more than save the form, or the section, that the field stands in; with a script and without. */
@DemoTest
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnterBrowserTest {
    private static final String UNKNOWN = "/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&autoUserField_phone=";
    private static final Pattern A_RECORD = Pattern.compile(".*/records/\\d+$");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

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

    private Page signedIn(boolean scripts, String login) {
        browsers.closePages();
        Page page = scripts ? browsers.page(port) : browsers.withoutScripts(port);
        page.navigate("/login");
        page.fill("[name=username]", login);
        page.fill("[name=password]", "demo");
        page.keyboard().press("Enter");
        page.locator("body:not([data-page=sign-in])").waitFor();
        return page;
    }

    private static String newRecord(Page page, String title) {
        page.navigate("/records/new?type=incident");
        page.fill("#title", title);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(A_RECORD);
        return page.url();
    }

    private Map<String, @Nullable Object> state(String address) {
        return jdbc.sql("select status_id, assignee_id, closed_at, version from service_record where id = :id")
                .param("id", Long.valueOf(address.replaceAll(".*/", "")))
                .query()
                .singleRow();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inARecordItSavesAndLeavesStatusAndAssigneeAlone(boolean scripts) {
        Page page = signedIn(scripts, "dana");
        String record = newRecord(page, "Enter in a record " + scripts);
        for (String field : List.of("title", "minutes", "dueAt")) {
            Map<String, @Nullable Object> before = state(record);
            page.fill("#record-edit [name=note]", "With " + field);
            Locator input = page.locator("#record-edit [name=" + field + "]");
            input.fill(
                    switch (field) {
                        case "dueAt" -> "2031-05-06T07:08";
                        case "minutes" -> "7";
                        default -> "Typed and entered " + scripts;
                    });
            input.press("Enter");
            page.waitForLoadState();
            assertThat(page).hasURL(A_RECORD);
            assertThat(page.locator("#record-edit [name=note]")).hasValue("");
            Map<String, @Nullable Object> after = state(record);
            assertThat(after.get("status_id")).as(field).isEqualTo(before.get("status_id"));
            assertThat(after.get("assignee_id")).as(field).isEqualTo(before.get("assignee_id"));
            assertThat(after.get("closed_at")).as(field).isNull();
        }
        assertThat(page.locator("h1")).containsText("Typed and entered");
        assertThat(page.locator("#record-edit [name=dueAt]")).hasValue("2031-05-06T07:08");
        assertThat(page.locator("main")).containsText("7 min");
    }

    @Test
    void inAClosedRecordItDoesNotReopen() {
        Page page = signedIn(true, "dana");
        String record = newRecord(page, "Closed and corrected");
        page.locator("[name=action][value=close]").click();
        page.locator("[name=action][value=reopen]").waitFor();
        page.fill("#record-edit [name=title]", "Closed and corrected twice");
        page.locator("#record-edit [name=title]").press("Enter");
        assertThat(page.locator("h1")).containsText("corrected twice");
        assertThat(state(record).get("closed_at")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void underNewPersonItMakesThePersonAndLogsNothing(boolean scripts) {
        Page page = signedIn(scripts, "omar");
        page.navigate(UNKNOWN + (scripts ? "6175550171" : "6175550172"));
        page.fill("#title", "Not to be logged yet");
        page.locator("#unclaimed summary").click();
        page.fill("#newFirstName", "Enter");
        page.fill("#newLastName", "Keyed" + scripts);
        long before = records();
        page.locator("#newLastName").press("Enter");

        assertThat(page.locator("[data-notice=created]")).isVisible();
        assertThat(page.locator("#title")).hasValue("Not to be logged yet");
        assertThat(page.locator("#record-form [name=requestUser]")).hasValue("e.keyed" + scripts);
        assertThat(records()).isEqualTo(before);
        page.locator("#title").press("Enter");
        assertThat(page).hasURL(A_RECORD);
        assertThat(state(page.url()).get("closed_at")).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inTheLabelOfASharedNumberItMarksTheNumber(boolean scripts) {
        Page page = signedIn(scripts, "lena");
        page.navigate(UNKNOWN + (scripts ? "6175550173" : "6175550174"));
        page.fill("#title", "Not to be logged yet either");
        page.locator("#shared summary").click();
        page.fill("#sharedLabel", "Gate " + scripts);
        long before = records();
        page.locator("#sharedLabel").press("Enter");

        assertThat(page.locator("[data-notice=shared]")).isVisible();
        assertThat(page.locator("#title")).hasValue("Not to be logged yet either");
        assertThat(records()).isEqualTo(before);
    }

    @Test
    void aSectionsButtonIsPressedThoughTheRecordHasNoTitleYet() {
        Page page = signedIn(true, "omar");
        page.navigate(UNKNOWN + "6175550175");
        page.locator("#unclaimed summary").click();
        page.fill("#newLastName", "Untitled");
        page.locator("#newLastName").press("Enter");

        assertThat(page.locator("[data-notice=created]")).isVisible();
    }

    @Test
    void inAPersonAndInSettingsItSaves() {
        Page page = signedIn(true, "admin");
        page.navigate("/people/new");
        page.fill("#user_name", "enter.person");
        page.locator("#user_name").press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*/people/\\d+$"));
        page.click("a[href$='/edit']");
        page.fill("#floor", "11");
        page.locator("#floor").press("Enter");
        assertThat(page.locator("body")).hasAttribute("data-page", "person");
        assertThat(page.locator("main")).containsText("11");
        page.navigate("/settings/statuses");
        page.locator("main form [name=name]").first().fill("Entered");
        page.locator("main form [name=name]").first().press("Enter");
        assertThat(page.locator("main")).containsText("Entered");
    }

    private long records() {
        return jdbc.sql("select count(*) from service_record").query(Long.class).single();
    }
}
