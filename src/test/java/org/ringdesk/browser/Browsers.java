package org.ringdesk.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Chromium as installed on this machine, else Playwright's own; one process a test class, a fresh profile a test. */
final class Browsers implements AutoCloseable {
    private static final List<String> SWITCHES = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // A name without TLS that is not this machine's own: what browsers keep for safe places is missing there.
            "--host-resolver-rules=MAP desk.test 127.0.0.1");

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    Browsers() {
        var launch = new BrowserType.LaunchOptions().setArgs(SWITCHES);
        var driver = new Playwright.CreateOptions();
        installed().ifPresent(chromium -> {
            launch.setExecutablePath(chromium);
            driver.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        });
        playwright = Playwright.create(driver);
        browser = playwright.chromium().launch(launch);
    }

    private static Optional<Path> installed() {
        return Stream.concat(
                        Optional.ofNullable(System.getenv("RINGDESK_BROWSER")).stream(),
                        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A tab of a new profile at 1280 pixels. */
    Page page(int port) {
        complaints.clear();
        closePages();
        return another(port, "en-US");
    }

    /** A tab of one more profile, whose browser asks for that language. */
    Page another(int port, String language) {
        return another("http://localhost:" + port, language);
    }

    /** A tab of a new profile that runs no script. */
    Page withoutScripts(int port) {
        complaints.clear();
        closePages();
        return another(options("http://localhost:" + port, "en-US").setJavaScriptEnabled(false));
    }

    /** A tab of one more profile, for which the server is somewhere in the house, without TLS. */
    Page inTheHouse(int port) {
        return another("http://desk.test:" + port, "en-US");
    }

    private Page another(String server, String language) {
        return another(options(server, language));
    }

    private static Browser.NewContextOptions options(String server, String language) {
        return new Browser.NewContextOptions()
                .setBaseURL(server)
                .setViewportSize(1280, 900)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(language);
    }

    private Page another(Browser.NewContextOptions options) {
        BrowserContext fresh = browser.newContext(options);
        contexts.add(fresh);
        fresh.onConsoleMessage(this::listen);
        fresh.onWebError(error -> complaints.add(error.error()));
        return fresh.newPage();
    }

    private void listen(ConsoleMessage message) {
        // A page that answers 404 on purpose is no complaint; what the security policy blocks is one.
        if (message.type().equals("error") && !message.text().contains("the server responded with a status of")) {
            complaints.add(message.text());
        }
    }

    /** What scripts and the security policy complained about since the tab was opened. */
    List<String> complaints() {
        return complaints;
    }

    void closePages() {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
