package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Role;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.drafts.Draft;
import org.ringdesk.drafts.Drafts;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.Preferences;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;

@RingdeskTest
class DraftsTest {
    @Autowired
    Drafts drafts;

    @Autowired
    NewRecordRepository forms;

    @Autowired
    Records records;

    @Autowired
    Catalog catalog;

    @Autowired
    TestAccounts accounts;

    @Autowired
    JdbcClient jdbc;

    private final UUID submission = UUID.randomUUID();

    private Account agent(String login) {
        return accounts.account(login, Role.AGENT, "");
    }

    private Optional<NewRecordForm> kept(Account agent) {
        return forms.beside(submission, List.of(), null, signedIn(agent), 1)
                .own()
                .map(NewRecordRepository.Kept::typed);
    }

    private static SignedIn signedIn(Account account) {
        return new SignedIn(account, "", Preferences.NONE);
    }

    private static NewRecordForm form(String title) {
        return new NewRecordForm(Map.of("o", "sealed", "title", title, "requestUser", TestAccounts.AGENT));
    }

    private void keep(Account agent, String title) {
        drafts.keep(NewRecordDrafts.key(submission), form(title).typed(), signedIn(agent));
    }

    @Test
    void theLastOfSeveralSavesIsWhatIsOfferedAgain() {
        Account agent = agent("draft.last");
        agent(TestAccounts.AGENT);

        keep(agent, "Pri");
        keep(agent, "Printer \"smokes\" & <beeps> é😀\\u0000");

        assertThat(drafts.of(signedIn(agent)))
                .singleElement()
                .satisfies(draft -> assertThat(draft.title()).isEqualTo("Printer \"smokes\" & <beeps> é😀\\u0000"))
                .satisfies(draft -> assertThat(draft.detail()).isEqualTo("Test " + TestAccounts.AGENT))
                .satisfies(draft -> assertThat(draft.address()).isEqualTo("/records/new?o=sealed"));
        assertThat(kept(agent).orElseThrow().typed())
                .isEqualTo(form("Printer \"smokes\" & <beeps> é😀\\u0000").typed());
    }

    @Test
    void anotherAgentNeitherReadsNorOverwritesNorDiscardsADraft() {
        Account mine = agent("draft.mine");
        Account other = agent("draft.other");
        keep(mine, "Mine");

        assertThat(kept(other)).isEmpty();
        keep(other, "Theirs");
        drafts.discard(submission, signedIn(other));

        assertThat(kept(mine).orElseThrow().text("title")).isEqualTo("Mine");
        assertThat(drafts.of(signedIn(other))).isEmpty();
    }

    @Test
    void aDraftGoesWithTheRecordAndDoesNotComeBack() {
        Account agent = agent("draft.saved");
        keep(agent, "Typed");

        records.create(
                new NewRecord(RecordExamples.details(catalog, "Saved"), Source.PHONE, submission), agent.actor());

        assertThat(rows()).isZero();
        assertThatThrownBy(() -> keep(agent, "Late"))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(HttpStatus.CONFLICT));
        assertThat(rows()).isZero();
    }

    @Test
    void aDraftThatIsWrittenWhileItsRecordIsBeingSavedIsNeverOffered() throws Exception {
        Account agent = agent("draft.race");
        var record = new NewRecord(RecordExamples.details(catalog, "Raced"), Source.PHONE, submission);
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            pool.invokeAll(IntStream.range(0, 40)
                    .mapToObj(i -> Executors.callable(() -> {
                        if (i == 20) {
                            records.create(record, agent.actor());
                        } else {
                            keepUnlessSaved(agent, "Typed " + i);
                        }
                    }))
                    .toList());
        }
        assertThat(records.findBySubmission(submission)).isPresent();
        assertThat(kept(agent)).isEmpty();
    }

    private void keepUnlessSaved(Account agent, String title) {
        try {
            keep(agent, title);
        } catch (Refused saved) {
            assertThat(saved.status()).isEqualTo(HttpStatus.CONFLICT);
        }
    }

    @Test
    void theOldestGiveWayToTheTwentyFirst() {
        Account agent = agent("draft.many");
        for (int i = 1; i <= 21; i++) {
            drafts.keep(
                    NewRecordDrafts.key(UUID.randomUUID()), form("Draft " + i).typed(), signedIn(agent));
        }

        assertThat(drafts.of(signedIn(agent)))
                .extracting(Draft::title)
                .hasSize(20)
                .contains("Draft 21", "Draft 2")
                .doesNotContain("Draft 1");
    }

    @Test
    void tooMuchTextIsRefusedAndWhatWasKeptStays() {
        Account agent = agent("draft.long");
        keep(agent, "Short");

        assertThatThrownBy(() -> keep(agent, "x".repeat(262_144)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE));

        assertThat(kept(agent).orElseThrow().text("title")).isEqualTo("Short");
    }

    @Test
    void draftsThatNobodyTouchedForAWeekAreGone() {
        Account agent = agent("draft.old");
        keep(agent, "Old");
        assertThat(drafts.of(signedIn(agent))).isNotEmpty();
        jdbc.sql("update draft set updated_at = updated_at - interval '8 days' where submission = :submission")
                .param("submission", submission)
                .update();
        assertThat(drafts.of(signedIn(agent))).isEmpty();

        drafts.keep(NewRecordDrafts.key(UUID.randomUUID()), form("New").typed(), signedIn(agent("draft.new")));

        assertThat(rows()).isZero();
    }

    private long rows() {
        return jdbc.sql("select count(*) from draft where submission = :submission")
                .param("submission", submission)
                .query(Long.class)
                .single();
    }
}
