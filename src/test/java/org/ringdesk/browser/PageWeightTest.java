package org.ringdesk.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.DemoTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How many bytes a page brings over the network, and that nothing on it jumps while it loads. */
@DemoTest
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageWeightTest {
    private static final String LINK = "/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&autoUserField_phone=6175550142";
    private static final long FIRST = 300_000;
    private static final long LATER = 20_000;
    private static final String SHIFT = """
            () => new Promise(done => {
                const moved = [];
                const box = ({ x, y, width, height }) => [x, y, width, height].join(' ');
                new PerformanceObserver(list => list.getEntries().forEach(entry => moved.push(entry.value + ' '
                        + entry.sources.map(({ node, previousRect, currentRect }) =>
                            `${node?.nodeName} ${node?.className} ${box(previousRect)} to ${box(currentRect)}`).join(', '))))
                    .observe({ type: 'layout-shift', buffered: true });
                setTimeout(() => done(moved.join('; ')), 300);
            })""";

    @LocalServerPort
    int port;

    Browsers browsers;
    Page page;
    Traffic traffic;

    /** Bytes over the network by address, headers included; what the browser had already has none. */
    static final class Traffic {
        private final Map<String, String> addresses = new HashMap<>();
        private final Map<String, Long> bytes = new HashMap<>();

        Traffic(Page page) {
            CDPSession tools = page.context().newCDPSession(page);
            tools.on("Network.requestWillBeSent", this::sent);
            tools.on("Network.loadingFinished", this::finished);
            tools.send("Network.enable");
        }

        private void sent(JsonObject event) {
            addresses.put(
                    event.get("requestId").getAsString(),
                    event.getAsJsonObject("request").get("url").getAsString());
        }

        private void finished(JsonObject event) {
            long length = event.get("encodedDataLength").getAsLong();
            if (length > 0) {
                String request = event.get("requestId").getAsString();
                bytes.merge(addresses.getOrDefault(request, request), length, Long::sum);
            }
        }

        void forget() {
            bytes.clear();
        }

        long sum() {
            return bytes.values().stream().mapToLong(Long::longValue).sum();
        }
    }

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
        traffic = new Traffic(page);
    }

    @AfterEach
    void closeTab() {
        browsers.closePages();
    }

    private void open(String path) {
        page.navigate(path);
        page.waitForLoadState(LoadState.NETWORKIDLE);
    }

    private void signIn() {
        page.fill("[name=username]", "dana");
        page.fill("[name=password]", "demo");
        page.keyboard().press("Enter");
        page.locator("body:not([data-page=sign-in])").waitFor();
        page.waitForLoadState(LoadState.NETWORKIDLE);
    }

    private void nothingMoved() {
        assertThat((String) page.evaluate(SHIFT))
                .as("layout shift of " + page.url())
                .isEmpty();
    }

    @Test
    void firstPhoneCallPageOfABrowserKeepsItsBudgetWithTheSignInOnTheWay() {
        open(LINK);
        signIn();

        assertThat(page.locator("body").getAttribute("data-page")).isEqualTo("phone-call");
        assertThat(traffic.sum()).as(traffic.bytes.toString()).isBetween(10_000L, FIRST);
        nothingMoved();
    }

    @ParameterizedTest
    @ValueSource(strings = {LINK, "/records/new?type=incident", "/records", "/records/57", "/people", "/people/1"})
    void laterPageBringsItselfOnly(String path) {
        open(LINK);
        signIn();
        open(path);
        nothingMoved();
        traffic.forget();

        open(path);

        assertThat(page.locator("body").getAttribute("data-page")).isNotEqualTo("sign-in");
        assertThat(traffic.bytes).hasSize(1);
        assertThat(traffic.sum()).isLessThanOrEqualTo(LATER);
        nothingMoved();
    }

    @Test
    void signInPageIsLightToo() {
        open("/login");
        assertThat(traffic.sum()).isLessThanOrEqualTo(FIRST);
        nothingMoved();
        traffic.forget();

        open("/login");

        assertThat(traffic.bytes).hasSize(1);
        assertThat(traffic.sum()).isLessThanOrEqualTo(LATER);
    }
}
