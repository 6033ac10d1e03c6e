package org.ringdesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ringdesk.ServerProcess;

/** The database freezes under somebody who works, and thaws: pages go on by themselves, a form waits for its writer. */
@Tag("browser")
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwayBrowserTest {
    private static final double LONG = 30_000;

    @TempDir
    static Path data;

    private ServerProcess server;
    private Browsers browsers;

    @BeforeAll
    void start() throws InterruptedException {
        server = ServerProcess.start(data, "--spring.profiles.active=demo").awaitReady();
        browsers = new Browsers();
    }

    @AfterAll
    void stop() {
        browsers.close();
        server.close();
    }

    @Test
    void pageOpensByItselfAndAFormIsSavedAtTheNextPress() throws Exception {
        Page form = browsers.page(server.port());
        form.navigate("/login");
        form.fill("[name=username]", "dana");
        form.fill("[name=password]", "demo");
        form.keyboard().press("Enter");
        form.locator("body:not([data-page=sign-in])").waitFor();
        Page list = form.context().newPage();
        form.navigate("/records/new?form=phone-call");
        form.fill("#title", "Typed while the database froze");
        server.signalDatabase("STOP");
        try {
            form.locator("button[value=save]").click();
            assertThat(form.locator("body")).hasAttribute("data-page", "away", patient());
            assertThat(form.locator("[data-typed]")).containsText("Typed while the database froze");
            list.navigate("/records");
            assertThat(list.locator("body")).hasAttribute("data-page", "away", patient());
        } finally {
            server.signalDatabase("CONT");
        }

        assertThat(list.locator("body")).hasAttribute("data-page", "records", patient());
        Locator send = form.locator("form[action='/records'] button.primary");
        assertThat(send).isFocused(new LocatorAssertions.IsFocusedOptions().setTimeout(LONG));
        form.keyboard().press("Enter");
        assertThat(form).hasURL(Pattern.compile(".*/records/\\d+.*"));
        assertThat(form.locator("#title")).hasValue("Typed while the database froze");
        assertThat(browsers.complaints()).isEmpty();
    }

    private static LocatorAssertions.HasAttributeOptions patient() {
        return new LocatorAssertions.HasAttributeOptions().setTimeout(LONG);
    }
}
