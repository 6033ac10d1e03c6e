package org.ringdesk.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.ringdesk.DemoTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** No page keeps anybody out: as every role, in both languages and both themes, on a desk and on a phone (WCAG 2.2 AA). */
@DemoTest
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityTest {
    private static final List<String> LANGUAGES = List.of("en-US", "de-DE");

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

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

    @Test
    void nothingIsFoundOnAnyPage() {
        var routes = new Routes(mapping);
        var barriers = new Barriers();
        for (String language : LANGUAGES) {
            var states = new PageStates(port, jdbc);
            Visitor nobody = visitor(language, "nobody", routes, barriers);
            nobody.crawl();
            states.ofNobody(nobody);
            Visitor uma = visitor(language, "uma", routes, barriers);
            uma.signIn("uma");
            uma.crawl();
            states.ofEndUser(uma);
            Visitor dana = visitor(language, "dana", routes, barriers);
            dana.signIn("dana");
            dana.crawl();
            states.ofAgent(dana);
            Visitor admin = dana.joinedBy(browsers.another(port, language), "admin " + language);
            admin.signIn("admin");
            admin.crawl();
            states.ofAdministrator(admin, visitor(language, "invited", routes, barriers));
        }
        assertThat(barriers.found()).isEmpty();
        assertThat(browsers.complaints()).isEmpty();
        assertThat(routes.missed()).as("pages that nobody looked at").isEmpty();
        assertThat(routes.outdated()).as("exceptions that are none any more").isEmpty();
        assertThat(barriers.looks()).isGreaterThan(150);
    }

    private Visitor visitor(String language, String name, Routes routes, Barriers barriers) {
        Page page = browsers.another(port, language);
        return new Visitor(page, name + " " + language, routes, barriers);
    }
}
