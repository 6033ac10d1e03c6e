package org.ringdesk.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.KeyboardModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ringdesk.DemoTest;
import org.ringdesk.calls.CallId;
import org.ringdesk.people.SharedNumbers;
import org.ringdesk.pops.Pop;
import org.ringdesk.pops.PopState;
import org.ringdesk.pops.Pops;
import org.ringdesk.pops.Telephones;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A call comes to the agents' screens: shown to all whose telephone rings, its form in one tab of whoever answers. */
@DemoTest
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveBrowserTest {
    private static final String DANA = "201";
    private static final String OMAR = "202";
    private static final String LENA = "203";
    private static final Pattern FORM = Pattern.compile(".*/records/new\\?o=.*");

    @LocalServerPort
    int port;

    @Autowired
    SharedNumbers shared;

    @Autowired
    Telephones telephones;

    @Autowired
    Pops pops;

    Browsers browsers;
    Page dana;
    List<Page> omar;
    final List<Telephones.Line> lines = new ArrayList<>();

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
        Page first = signIn(browsers.page(port), "omar");
        dana = signIn(browsers.another(port, "en-US"), "dana");
        omar = new ArrayList<>(List.of(first));
    }

    @AfterEach
    void nothingComplained() {
        lines.forEach(Telephones.Line::ends);
        lines.clear();
        assertThat(browsers.complaints()).isEmpty();
        browsers.closePages();
    }

    private Page signIn(Page page, String login) {
        page.navigate("/login");
        page.fill("[name=username]", login);
        page.fill("[name=password]", "demo");
        page.keyboard().press("Enter");
        page.locator("body:not([data-page=sign-in])").waitFor();
        page.navigate("/people");
        assertThat(page.locator("#live-sign")).hasAttribute("data-state", "open");
        return page;
    }

    private void moreTabs(int more) {
        IntStream.range(0, more).forEach(i -> {
            Page tab = omar.getFirst().context().newPage();
            tab.navigate("/records");
            assertThat(tab.locator("#live-sign")).hasAttribute("data-state", "open");
            omar.add(tab);
        });
    }

    private Telephones.Line call(String number) {
        Telephones.Line line = telephones.from(number);
        lines.add(line);
        return line;
    }

    private static Locator bar(Page page) {
        return page.locator("#live li");
    }

    private Pop pop(long call) {
        return pops.of(new CallId(call)).getFirst();
    }

    private static long shownCall(Page page) {
        return Long.parseLong(bar(page).getAttribute("data-call"));
    }

    private static void until(Page page, BooleanSupplier reached) {
        page.waitForCondition(reached);
    }

    @Test
    void whoeverAnswersGetsTheFormInOneTabAndTheOthersNoticeVanishes() {
        moreTabs(2);
        Telephones.Line line = call("6175550142").rings(DANA, OMAR);
        for (Page page : List.of(dana, omar.get(0), omar.get(1), omar.get(2))) {
            assertThat(bar(page)).containsText("Ringing");
        }
        long call = shownCall(dana);

        line.answers(OMAR);

        assertThat(dana.locator("#live")).isHidden();
        until(dana, () -> pop(call).state() == PopState.ACKNOWLEDGED);
        dana.waitForTimeout(1_500);
        assertThat(omar).filteredOn(tab -> FORM.matcher(tab.url()).matches()).hasSize(1);
        assertThat(omar.getFirst().context().pages()).hasSize(3);
        for (Page tab : omar) {
            assertThat(bar(tab)).containsText("Talking");
        }
        assertThat(dana.url()).endsWith("/people");
        line.ends();
        assertThat(omar.getFirst().locator("#live")).isHidden();
    }

    @Test
    void formOpensInATabWhereNothingWasTyped() {
        Page typing = omar.getFirst();
        typing.navigate("/records/new?form=phone-call");
        typing.locator("#title").fill("In the middle of a sentence");
        moreTabs(1);

        call("6175550101").rings(OMAR).answers(OMAR);

        assertThat(omar.get(1)).hasURL(FORM);
        assertThat(typing.locator("#title")).hasValue("In the middle of a sentence");
        assertThat(typing.context().pages()).hasSize(2);
    }

    @Test
    void pageWithTypedTextOpensTheFormBesideItself() {
        Page typing = omar.getFirst();
        typing.navigate("/records/new?form=phone-call");
        typing.locator("#title").fill("In the middle of a sentence");

        Page beside = typing.context()
                .waitForPage(() -> call("6175550102").rings(OMAR).answers(OMAR));

        assertThat(beside).hasURL(FORM);
        assertThat(typing.locator("#title")).hasValue("In the middle of a sentence");
    }

    @Test
    void whereTheBrowserLetsNothingOpenTheLinkInTheBarStays() {
        Page typing = omar.getFirst();
        typing.navigate("/records/new?form=phone-call");
        typing.locator("#title").fill("In the middle of a sentence");
        typing.evaluate("""
                () => {
                  window.open = () => null;
                  window.told = [];
                  window.Notification = class { constructor(title) { window.told.push(title); } };
                  window.Notification.permission = 'granted';
                }""");

        call("6175550103").rings(OMAR).answers(OMAR);

        assertThat(bar(typing)).containsText("Its form waits for you.");
        long call = shownCall(typing);
        assertThat(pop(call).state()).isEqualTo(PopState.NOTIFIED);
        assertThat(typing.evaluate("window.told")).isEqualTo(List.of("Its form waits for you."));
        Page beside = typing.context()
                .waitForPage(() -> bar(typing)
                        .locator("a")
                        .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL))));
        assertThat(beside).hasURL(FORM);
        until(typing, () -> pop(call).state() == PopState.ACKNOWLEDGED);
    }

    @Test
    void closingTheTabThatListensLosesNothing() {
        moreTabs(1);
        omar.getFirst().close();
        Page left = omar.get(1);
        assertThat(left.locator("#live-sign")).hasAttribute("data-state", "open");
        call("6175550104").rings(OMAR);
        assertThat(bar(left)).containsText("Ringing");
        left.navigate("/people");
        assertThat(bar(left)).containsText("Ringing");
    }

    @Test
    void withoutLocksEachTabListensForItselfAndOneOfThemGetsTheForm() {
        Page first = signIn(browsers.inTheHouse(port), "lena");
        Page second = first.context().newPage();
        second.navigate("/records");
        assertThat(second.locator("#live-sign")).hasAttribute("data-state", "open");
        assertThat(first.evaluate("navigator.locks === undefined")).isEqualTo(true);

        Telephones.Line line = call("6175550107").rings(LENA);
        for (Page tab : List.of(first, second)) {
            assertThat(bar(tab)).containsText("Ringing");
        }
        long call = shownCall(first);
        line.answers(LENA);

        until(first, () -> pop(call).state() == PopState.ACKNOWLEDGED);
        first.waitForTimeout(1_500);
        assertThat(List.of(first, second))
                .filteredOn(tab -> FORM.matcher(tab.url()).matches())
                .hasSize(1);
        assertThat(first.context().pages()).hasSize(2);
        for (Page tab : List.of(first, second)) {
            assertThat(bar(tab)).containsText("Talking");
        }
    }

    @Test
    void barTellsWhatWasBeforeAndThatNobodyHasVerifiedWhoCalls() {
        call("6175550142").rings(DANA).ends();
        call("6175550142").rings(DANA);
        assertThat(bar(dana)).containsText("not verified");
        assertThat(bar(dana)).containsText("Last call this minute");
        call("6175559876").rings(DANA);
        assertThat(bar(dana)).hasCount(2);
        assertThat(bar(dana).last()).not().containsText("not verified");
    }

    @Test
    void severalCallsStandTogetherAndOneCanBeHidden() {
        call("6175550105").rings(DANA);
        assertThat(bar(dana)).hasCount(1);
        call("6175550142").rings(DANA);
        assertThat(bar(dana)).hasCount(2);
        bar(dana).first().locator("[data-of=hide]").click();
        assertThat(bar(dana)).hasCount(1);
        dana.navigate("/records");
        assertThat(bar(dana)).hasCount(1);
    }

    @Test
    void barWritesTheNumberAsTheSiteDoesAndSaysAtOnceThatItIsShared() {
        call("6175550142").rings(OMAR);
        Locator bar = bar(omar.getFirst());
        assertThat(bar.locator("[data-of=number]")).hasText("+1 617 555 0142");
        String owner = bar.locator("[data-of=who]").innerText();
        shared.mark("(617) 555-0142", "Reception", "Dana");
        assertThat(bar.locator("[data-of=who]")).hasText("Shared number: Reception");
        assertThat(bar.locator("[data-of=number]")).hasText("+1 617 555 0142");
        shared.unmark("+16175550142");
        assertThat(bar.locator("[data-of=who]")).hasText(owner);
    }

    @Test
    void barKeepsNobodyOut() {
        var barriers = new Barriers();
        Page deutsch = signIn(browsers.another(port, "de-DE"), "lena");
        call("6175550142").rings(LENA).answers(LENA);
        deutsch.locator("body[data-page=phone-call]").waitFor();
        call("6175550106").rings(LENA);
        assertThat(bar(deutsch)).hasCount(2);
        barriers.look(deutsch, "bar with two calls");
        lines.getFirst().holds(LENA);
        assertThat(bar(deutsch).first()).containsText("Gehalten");
        barriers.look(deutsch, "bar with a held call");
        assertThat(barriers.found()).isEmpty();
    }
}
