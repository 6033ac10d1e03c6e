package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Actor;
import org.ringdesk.agents.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A page that is sent twice: the same words once, other words never answered as saved while they are not. */
@RingdeskTest
class SentAgainTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Records records;

    @Autowired
    Catalog catalog;

    Desk desk;
    RecordId id;
    Desk.Answer page;

    @BeforeEach
    void open() {
        desk = accounts.agent(port);
        id = records.create(
                        new NewRecord(RecordExamples.details(catalog, "Sent again"), Source.PHONE, null),
                        new Actor(null, "test"))
                .id();
        page = desk.get("/records/" + id);
    }

    @Test
    void sameNoteSentTwiceIsOne() {
        assertThat(save(page, Map.of("note", "one")).status()).isEqualTo(303);
        assertThat(save(page, Map.of("note", "one")).status()).isEqualTo(303);

        assertThat(notes()).containsExactly("one");
    }

    @Test
    void otherWordsComeBackAndAreSavedTheNextTime() {
        save(page, Map.of("note", "one"));

        Desk.Answer refused = save(page, Map.of("note", "another text", "title", "Title typed besides"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.page().select("textarea[name=note]").text()).isEqualTo("another text");
        assertThat(refused.page().select("#record-edit [name=title]").attr("value"))
                .isEqualTo("Title typed besides");
        assertThat(records.written(id).details().title()).isEqualTo("Sent again");
        assertThat(save(refused, Map.of()).status()).isEqualTo(303);
        assertThat(notes()).containsExactlyInAnyOrder("one", "another text");
        assertThat(records.written(id).details().title()).isEqualTo("Title typed besides");
    }

    @Test
    void otherMinutesAreOtherWords() {
        save(page, Map.of("note", "worked", "minutes", "5"));

        assertThat(save(page, Map.of("note", "worked", "minutes", "50")).status())
                .isEqualTo(409);
    }

    @Test
    void noteOfAnotherRecordIsNotTakenForThisOnes() {
        String submission = page.page().select("[name=noteSubmission]").attr("value");
        save(page, Map.of("note", "one"));
        RecordId other = records.create(
                        new NewRecord(RecordExamples.details(catalog, "Another"), Source.PHONE, null),
                        new Actor(null, "test"))
                .id();
        Desk.Answer theirs = desk.get("/records/" + other);

        Desk.Answer answer = desk.post(
                "/records/" + other,
                theirs,
                SentForm.fields(theirs.page(), "#record-edit", Map.of("note", "one", "noteSubmission", submission)));

        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void secondSaveOfAFormWithOtherTextIsNotAnsweredAsSaved() {
        Desk.Answer form = desk.get("/records/new");
        String unique = UUID.randomUUID().toString();
        Map<String, String> typed = SentForm.fields(form.page(), "#record-form", Map.of("title", "First " + unique));
        String first = desk.post("/records", form, typed).location();
        Map<String, String> other = new HashMap<>(typed);
        other.put("title", "Second " + unique);

        Desk.Answer refused = desk.post("/records", form, other);
        Desk.Answer again = desk.post(
                "/records", refused, SentForm.fields(refused.page(), "#record-form", Map.of("action", "save")));

        assertThat(desk.post("/records", form, typed).location()).isEqualTo(first);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.page().select("[name=title]").attr("value")).isEqualTo("Second " + unique);
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.location()).isNotEqualTo(first);
    }

    @Test
    void formWhoseRecordIsRestrictedByNowKeepsItsText() {
        Desk.Answer form = desk.get("/records/new");
        Map<String, String> typed = SentForm.fields(form.page(), "#record-form", Map.of("title", "Shared opening"));
        String first = desk.post("/records", form, typed).location();
        Desk boss = accounts.administrator(port);
        Desk.Answer theirs = boss.get(first);
        boss.post(first, theirs, SentForm.fields(theirs.page(), "#record-edit", Map.of("restricted", "true")));
        accounts.account("colleague", Role.AGENT, "");
        Desk other = new Desk(port).signIn("colleague", TestAccounts.PASSWORD);
        Map<String, String> words = new HashMap<>(typed);
        words.put("title", "Words of a colleague");

        Desk.Answer refused = other.post("/records", other.get("/records/new"), words);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.page().select("[name=title]").attr("value")).isEqualTo("Words of a colleague");
        assertThat(refused.body()).doesNotContain("Shared opening");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nSet-Cookie: a=b", "a=b&c=d#e", "\u2028x", "x y", "../../login", "ä", "\"><script>"})
    void openingThatIsNoneGoesIntoNoAddress(String opening) {
        Desk.Answer saved = save(page, Map.of("o", opening));

        assertThat(saved.status()).isEqualTo(303);
        assertThat(saved.header("Location")).endsWith("/records/" + id);
    }

    private Desk.Answer save(Desk.Answer from, Map<String, String> changes) {
        return desk.post("/records/" + id, from, SentForm.fields(from.page(), "#record-edit", changes));
    }

    private List<String> notes() {
        return records.history(id).stream()
                .filter(HistoryEntry.Noted.class::isInstance)
                .map(entry -> ((HistoryEntry.Noted) entry).body())
                .toList();
    }
}
