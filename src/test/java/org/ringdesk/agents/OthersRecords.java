package org.ringdesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.function.Executable;
import org.ringdesk.Desk.Answer;
import org.ringdesk.records.SentForm;

/** An agent's restricted records, drafts and changes of many records, as others ask for them. */
final class OthersRecords {
    private static final String API = "/api/v1";

    private final TwoAgents agents;
    private final OthersCalls calls;

    OthersRecords(TwoAgents agents, OthersCalls calls) {
        this.agents = agents;
        this.calls = calls;
    }

    /** By the row of the table that each of them walks. */
    Map<String, Executable> walks() {
        return Map.of(
                "GET /records/{number}", this::read,
                "POST /records/{number}", this::save,
                "POST /records/{number}/notes", this::note,
                "POST /records/{number}/calls", this::keepCall,
                "POST /records/bulk/{id}/undo", this::undo,
                "GET /drafts/{row:[0-9a-f-]{36}}", this::draft,
                "GET /people/{id:[0-9]{1,18}}", this::person,
                "GET /api/v1/records/{number}", this::readByProgram,
                "PATCH /api/v1/records/{number}", this::changeByProgram);
    }

    private void read() {
        String title = title();
        String path = record(title, true);

        assertHidden(agents.other().get(path), title);
        assertThat(agents.owner().get(path).body()).contains(title);
    }

    private void save() {
        String title = title();
        String path = record(title, true);
        Map<String, String> changed = edited(path, Map.of("title", title + " changed"));

        assertHidden(agents.other().post(path, changed), title);
        assertThat(agents.owner().get(path).body()).doesNotContain(title + " changed");
        assertThat(agents.owner().post(path, changed).status()).isEqualTo(303);
        assertThat(agents.owner().get(path).body()).contains(title + " changed");
    }

    private void note() {
        String title = title();
        String path = record(title, true);
        Map<String, String> note = Map.of("title", "Whispered", "description", "");

        assertHidden(agents.other().post(path + "/notes", note), title);
        assertThat(agents.owner().get(path).body()).doesNotContain("Whispered");
        assertThat(agents.owner().post(path + "/notes", note).status()).isEqualTo(303);
        assertThat(agents.owner().get(path).body()).contains("Whispered");
    }

    private void keepCall() {
        String title = title();
        String path = record(title, true);
        String call = "/calls/" + calls.answered();
        String link = "a[href=" + path + "]";
        Map<String, String> led =
                Map.of("o", agents.owner().get(call + "/form").location().replaceFirst(".*o=", ""));

        assertHidden(agents.other().post(path + "/calls", led), title);
        assertThat(agents.owner().get(call).page().select(link)).isEmpty();
        assertThat(agents.owner().post(path + "/calls", led).status()).isEqualTo(303);
        assertThat(agents.owner().get(call).page().select(link)).hasSize(1);
    }

    private void undo() {
        String path = record(title(), false);
        String before = status(path);
        String after =
                agents.owner().get(path).page().select("#record-edit [name=status] option").eachAttr("value").stream()
                        .filter(value -> !value.equals(before))
                        .findFirst()
                        .orElseThrow();
        Answer list = agents.owner()
                .post("/records/bulk", Map.of("record", path.replaceFirst(".*/", "") + ":1", "status", after));
        String change = list.location().replaceFirst(".*change=", "");
        String undo = "/records/bulk/" + change + "/undo";

        agents.isNothingToTheOther(undo, change, UUID.randomUUID().toString());
        assertThat(status(path)).isEqualTo(after);
        assertThat(agents.owner().post(undo, Map.of()).status()).isEqualTo(303);
        assertThat(status(path)).isEqualTo(before);
    }

    private void draft() {
        String path = record(title(), false);
        Map<String, String> typed = edited(path, Map.of("note", "Half a note"));
        assertThat(agents.owner().post("/drafts", typed).status()).isEqualTo(204);
        String lines = ".drafts li:contains(#" + path.replaceFirst(".*/", "") + ")";
        String draft =
                "/drafts/" + agents.owner().get("/records").page().select(lines).attr("data-draft-of");

        assertThat(agents.other().get(draft).status()).isEqualTo(404);
        assertThat(agents.other().get("/records").page().select(lines)).isEmpty();
        assertThat(agents.owner().get(draft).location()).isEqualTo(path);
        assertThat(agents.owner().get(path).body()).contains("Half a note");
    }

    /** Neither the page nor the list that it leads to. */
    private void person() {
        String title = title();
        record(title, true);
        String person = "/people/" + agents.owner().account().person();

        Answer page = agents.other().get(person);
        String records = Objects.requireNonNull(page.page().selectFirst("main a[href^=/records?]"))
                .attr("href");
        assertThat(page.body() + agents.other().get(records).body()).doesNotContain(title);
        assertThat(agents.owner().get(person).status()).isEqualTo(200);
        assertThat(agents.owner().get(records).body()).contains(title);
    }

    private void readByProgram() {
        String title = title();

        assertHidden(agents.api("GET", API + record(title, true), ""), title);
        assertThat(agents.api("GET", API + record(title, false), "").body()).contains(title);
    }

    private void changeByProgram() {
        String title = title();
        String restricted = record(title, true);
        String open = record(title, false);
        String change = "{\"version\": 1, \"title\": \"%s changed\"}".formatted(title);

        assertHidden(agents.api("PATCH", API + restricted, change), title);
        assertThat(agents.owner().get(restricted).body()).doesNotContain(title + " changed");
        assertThat(agents.api("PATCH", API + open, change).status()).isEqualTo(200);
        assertThat(agents.owner().get(open).body()).contains(title + " changed");
    }

    private static String title() {
        return "Confidential " + UUID.randomUUID();
    }

    /** That there is one is known of every number up to the newest; what it says is not. */
    private static void assertHidden(Answer answer, String title) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain(title);
    }

    /** A record that the owner makes for themselves as request user. */
    private String record(String title, boolean restricted) {
        Answer form = agents.owner().get("/records/new");
        Map<String, String> typed = SentForm.fields(
                form.page(),
                "#record-form",
                Map.of("title", title, "requestUser", agents.owner().account().login(), "action", "save"));
        if (restricted) {
            typed.put("restricted", "true");
        }
        Answer saved = agents.owner().post("/records", typed);
        assertThat(saved.location()).matches("/records/\\d+");
        return saved.location();
    }

    private Map<String, String> edited(String path, Map<String, String> changes) {
        Map<String, String> fields = SentForm.fields(agents.owner().get(path).page(), "#record-edit", changes);
        fields.remove("agent");
        return fields;
    }

    private String status(String path) {
        return edited(path, Map.of()).getOrDefault("status", "");
    }
}
