package org.ringdesk.bench;

import gg.jte.Content;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * What no page of this server can be quicker than: a signed-in page of the usual layout with nothing in it, and the same
 * after one SELECT by a unique index on the table of people. Part of a server under test only.
 */
@Controller
@Profile("bench")
class Floors {
    private final JdbcClient jdbc;

    Floors(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/bench/empty")
    ModelAndView empty() {
        return page("Empty");
    }

    @GetMapping("/bench/select")
    ModelAndView select(@RequestParam String user) {
        String name = jdbc.sql("select display_name from person where lower(user_name) = lower(:user)")
                .param("user", user)
                .query(String.class)
                .single();
        return page(name);
    }

    private static ModelAndView page(String title) {
        Content nothing = output -> {};
        return new ModelAndView("web/layout", Map.of("page", "bench", "title", title, "content", nothing));
    }
}
