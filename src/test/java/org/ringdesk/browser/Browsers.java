package org.ringdesk.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Chromium as installed on this machine, one process for a test class, a fresh profile for each test. */
final class Browsers implements AutoCloseable {
    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(executable())
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    private final List<String> complaints = new ArrayList<>();
    private @Nullable BrowserContext context;

    private static Path executable() {
        Optional<String> named = Optional.ofNullable(System.getenv("RINGDESK_BROWSER"));
        return Stream.concat(
                        named.stream(),
                        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "Chromium is missing: install the package chromium, or use ./ringdesk check --no-browser"));
    }

    /** A tab of a new profile at 1280 pixels. */
    Page page(int port) {
        complaints.clear();
        BrowserContext fresh = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL("http://localhost:" + port)
                .setViewportSize(1280, 900)
                .setLocale("en-US"));
        context = fresh;
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
        if (context != null) {
            context.close();
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
