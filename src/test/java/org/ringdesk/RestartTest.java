package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdesk.Desk.Answer;

/** Agents go on where they were when the server was restarted under them. */
@Tag("process")
class RestartTest {
    private static final String DEMO = "--spring.profiles.active=demo";

    @TempDir
    Path data;

    @Test
    void whoeverWasSignedInStaysSoAndWhoeverWasNotDoesNotBecomeSo() throws InterruptedException {
        ServerProcess before = ServerProcess.start(data, DEMO).awaitReady();
        int port = before.port();
        Desk dana = new Desk(port).signIn("dana", "demo");
        Answer form = dana.open("/SREdit.jsp?id=0&SR_Type=8&autoUserField_phone=6175550142");
        Desk left = new Desk(port).signIn("dana", "demo");
        String copied = left.cookies();
        left.post("/logout", left.get("/account"), Map.of());
        Desk outdated = new Desk(port).signIn("omar", "demo");
        Desk omar = new Desk(port).signIn("omar", "demo");
        Map<String, String> chosen =
                Map.of("currentPassword", "demo", "password", "battery staple", "passwordAgain", "battery staple");
        assertThat(omar.post("/account", omar.get("/account"), chosen).status()).isEqualTo(303);
        before.kill();

        try (ServerProcess after = ServerProcess.startAt(port, data, DEMO).awaitReady()) {
            String opening = form.page().select("input[name=o]").attr("value");
            Answer kept = dana.post("/records/drafts", form, Map.of("o", opening, "title", "Goes on"));
            Answer saved = dana.post("/records", form, Map.of("o", opening, "title", "Goes on", "action", "save"));

            assertThat(kept.status()).isEqualTo(204);
            assertThat(saved.status()).isEqualTo(303);
            assertThat(dana.get(saved.location()).page().select("[name=title]").attr("value"))
                    .isEqualTo("Goes on");
            assertThat(omar.get("/account").status()).isEqualTo(200);
            assertThat(outdated.get("/account").location()).startsWith("/login");
            assertThat(new Desk(after.port()).get("/account", "Cookie", copied).location())
                    .startsWith("/login");
        }
    }
}
