package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class PreferencesTest {
    private static final String LOGIN = "choosy1";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts testAccounts;

    Desk desk;

    @BeforeEach
    void signIn() {
        testAccounts.account(LOGIN, Role.AGENT, "");
        desk = new Desk(port).signIn(LOGIN, TestAccounts.PASSWORD);
        save("", "", "system", true);
    }

    private Desk.Answer save(String language, String zone, String theme, boolean singleKeys) {
        var fields = Map.of("language", language, "zone", zone, "theme", theme);
        return desk.post(
                "/account/preferences",
                desk.get("/account"),
                singleKeys ? Map.of("language", language, "zone", zone, "theme", theme, "singleKeys", "true") : fields);
    }

    private static String language(Desk.Answer answer) {
        return answer.page().select("html").attr("lang");
    }

    @Test
    void automaticLanguageIsTheBrowsers() {
        assertThat(language(desk.get("/account"))).isEqualTo("en");
        Desk.Answer german = desk.get("/account", "Accept-Language", "de-AT,de;q=0.9,en;q=0.8");
        assertThat(language(german)).isEqualTo("de");
        assertThat(german.page().select("h1").text()).isEqualTo("Mein Konto");
        assertThat(language(desk.get("/account", "Accept-Language", "fr"))).isEqualTo("en");
    }

    @Test
    void chosenLanguageHoldsInEverySessionAtOnceWhateverTheBrowserAsks() {
        Desk other = new Desk(port).signIn(LOGIN, TestAccounts.PASSWORD);
        assertThat(language(other.get("/records"))).isEqualTo("en");
        assertThat(save("de", "", "system", true).status()).isEqualTo(303);
        assertThat(desk.get("/account").page().select(".flash").text()).startsWith("Gespeichert.");
        assertThat(language(other.get("/records", "Accept-Language", "en"))).isEqualTo("de");
    }

    @Test
    void themeStandsInThePageItself() {
        assertThat(desk.get("/account").page().select("html").hasAttr("data-theme"))
                .isFalse();
        save("", "", "dark", true);
        Document page = desk.get("/account").page();
        assertThat(page.select("html").attr("data-theme")).isEqualTo("dark");
        assertThat(page.select("meta[name=color-scheme]").attr("content")).isEqualTo("dark");
    }

    @Test
    void timesAreThoseOfTheChosenZoneAsReadAndAsWritten() {
        save("", "Pacific/Kiritimati", "system", true);
        String record = desk.post(
                        "/records",
                        desk.get("/records/new"),
                        Map.of("title", "Due in the far east", "dueAt", "2027-03-04T05:06", "action", "save"))
                .location();
        assertThat(desk.get(record).page().select("[name=dueAt]").attr("value")).startsWith("2027-03-04T05:06");
        save("de", "UTC", "system", true);
        Document utc = desk.get(record).page();
        assertThat(utc.select("[name=dueAt]").attr("value")).startsWith("2027-03-03T15:06");
    }

    @Test
    void singleKeysCanBeSwitchedOff() {
        assertThat(desk.get("/account").page().body().attr("data-single-keys")).isEmpty();
        save("", "", "system", false);
        assertThat(desk.get("/account").page().body().attr("data-single-keys")).isEqualTo("off");
    }

    @Test
    void whatNoListOffersIsRefused() {
        assertThat(save("xx", "", "system", true).status()).isEqualTo(422);
        assertThat(save("", "Mars/Olympus", "system", true).status()).isEqualTo(422);
        assertThat(save("", "", "purple", true).status()).isEqualTo(422);
    }

    @Test
    void languageOfTheSignInPageStaysInTheBrowserAndKeepsWhatWasTyped() {
        var nobody = new Desk(port);
        Desk.Answer german = nobody.post(
                "/language", nobody.get("/login?to=x"), Map.of("language", "de", "username", "dana", "to", "x"));
        assertThat(language(german)).isEqualTo("de");
        assertThat(german.page().select("#username").attr("value")).isEqualTo("dana");
        assertThat(german.page().select("[name=to]").attr("value")).isEqualTo("x");
        assertThat(language(nobody.get("/login", "Accept-Language", "en"))).isEqualTo("de");
        nobody.signIn(LOGIN, TestAccounts.PASSWORD);
        assertThat(language(nobody.get("/account"))).isEqualTo("de");
    }

    @Test
    void savedPreferencesEndWhatTheSignInPageSaid() {
        var browser = new Desk(port);
        browser.post("/language", browser.get("/login"), Map.of("language", "de"));
        desk = browser.signIn(LOGIN, TestAccounts.PASSWORD);
        save("", "", "system", true);
        assertThat(language(desk.get("/account"))).isEqualTo("en");
    }

    @Test
    void programIsAnsweredInEnglishUnlessItAsksForGerman() {
        var program = new Desk(port);
        assertThat(program.get("/api/v1/records").body()).contains("needs an API token");
        assertThat(program.get("/api/v1/records", "Accept-Language", "de").body())
                .contains("verlangt ein API-Token");
        assertThat(program.get("/api/v1/records/0", "Authorization", testAccounts.bearer(), "Accept-Language", "de")
                        .body())
                .contains("gibt es nicht");
    }
}
