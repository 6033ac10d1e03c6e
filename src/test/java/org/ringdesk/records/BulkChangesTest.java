package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.Actor;
import org.ringdesk.agents.Role;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many records changed at once, and as they were again. */
@RingdeskTest
class BulkChangesTest {
    @LocalServerPort
    int port;

    @Autowired
    BulkChanges changes;

    @Autowired
    Records records;

    @Autowired
    Catalog catalog;

    @Autowired
    TestAccounts accounts;

    @Autowired
    JdbcClient jdbc;

    private Account agent;
    private Reader reader;

    @BeforeEach
    void agent() {
        agent = accounts.account("bulk" + UUID.randomUUID().toString().substring(0, 8), Role.AGENT, "");
        reader = new Reader(new Actor(agent.id(), "Bulk"), false);
    }

    private RecordId record(String title) {
        return records.create(
                        new NewRecord(RecordExamples.details(catalog, title), Source.PHONE, null),
                        new Actor(null, "test"))
                .id();
    }

    private BulkEdit close(RecordId... ids) {
        List<BulkEdit.Picked> picked =
                List.of(ids).stream().map(id -> new BulkEdit.Picked(id, 1)).toList();
        return new BulkEdit(picked, catalog.closedStatus(), true, agent.id());
    }

    private BulkChange change(UUID id) {
        return changes.find(id, reader).orElseThrow();
    }

    private ServiceRecord now(RecordId id) {
        return records.written(id);
    }

    @Test
    void allAreChangedWithTheirHistoryAndRestoredAgain() {
        RecordId first = record("Bulk 1");
        RecordId second = record("Bulk 2");
        UUID change = changes.make(close(first, second), reader);
        assertThat(change(change).with(BulkChange.Outcome.CHANGED)).containsExactly(first, second);
        assertThat(now(first).status()).isEqualTo(catalog.closedStatus());
        assertThat(now(first).closedAt()).isNotNull();
        assertThat(now(second).details().assignee()).isEqualTo(agent.id());
        assertThat(records.history(first)).hasSize(2);

        changes.undo(change, reader);
        assertThat(change(change).with(BulkChange.Outcome.RESTORED)).containsExactly(first, second);
        assertThat(now(first).status()).isEqualTo(catalog.firstStatus());
        assertThat(now(first).closedAt()).isNull();
        assertThat(now(second).details().assignee()).isNull();
        assertThat(records.history(first)).hasSize(3);
    }

    @Test
    void whatChangedMeanwhileOrIsNotForTheAgentIsNamedAndLeftAlone() {
        RecordId fine = record("Bulk fine");
        RecordId stale = record("Bulk stale");
        records.update(stale, 1, RecordExamples.details(catalog, "Bulk, changed"), reader);
        RecordId hidden = record("Bulk hidden");
        jdbc.sql("update service_record set restricted = true where id = :id")
                .param("id", hidden.value())
                .update();
        BulkChange change = change(changes.make(close(fine, stale, hidden, new RecordId(99_999_999)), reader));
        assertThat(change.with(BulkChange.Outcome.CHANGED)).containsExactly(fine);
        assertThat(change.with(BulkChange.Outcome.STALE)).containsExactly(stale);
        assertThat(change.with(BulkChange.Outcome.HIDDEN)).containsExactly(hidden, new RecordId(99_999_999));
        assertThat(now(stale).closedAt()).isNull();
        assertThat(now(hidden).closedAt()).isNull();
    }

    @Test
    void whatWasChangedSinceIsNotUndone() {
        RecordId first = record("Bulk 1");
        RecordId second = record("Bulk 2");
        UUID change = changes.make(close(first, second), reader);
        records.update(second, 2, now(second).details().withAssignee(null), reader);
        changes.undo(change, reader);
        assertThat(change(change).with(BulkChange.Outcome.RESTORED)).containsExactly(first);
        assertThat(change(change).with(BulkChange.Outcome.KEPT)).containsExactly(second);
        assertThat(now(second).closedAt()).isNotNull();
        assertThatThrownBy(() -> changes.undo(change, reader)).isInstanceOf(Refused.class);
    }

    @Test
    void undoingBelongsToWhoeverMadeTheChangeAndNotForEver() {
        UUID change = changes.make(close(record("Bulk")), reader);
        var other = new Reader(
                new Actor(
                        accounts.account("bulk" + UUID.randomUUID(), Role.ADMINISTRATOR, "")
                                .id(),
                        "Other"),
                true);
        assertThat(changes.find(change, other)).isEmpty();
        assertThatThrownBy(() -> changes.undo(change, other)).isInstanceOf(Refused.class);
        jdbc.sql("update bulk_change set made_at = made_at - interval '31 minutes' where id = :id")
                .param("id", change)
                .update();
        assertThatThrownBy(() -> changes.undo(change, reader)).isInstanceOf(Refused.class);
    }

    @Test
    void undoingAStatusPutsTheMomentOfClosingBack() {
        RecordId id = record("Bulk");
        changes.make(close(id), reader);
        var closedAt = now(id).closedAt();
        var reopen = new BulkEdit(List.of(new BulkEdit.Picked(id, 2)), catalog.reopenedStatus(), false, null);
        changes.undo(changes.make(reopen, reader), reader);
        assertThat(now(id).closedAt()).isEqualTo(closedAt);
    }

    @Test
    void moreThanAPageAtOnceIsRefused() {
        RecordId[] many = IntStream.range(0, 51).mapToObj(RecordId::new).toArray(RecordId[]::new);
        assertThatThrownBy(() -> changes.make(close(many), reader)).isInstanceOf(Refused.class);
    }

    @Test
    void theListChangesWhatIsChosenAndOffersToUndoIt() {
        String word = "bulk" + UUID.randomUUID().toString().substring(0, 8);
        record(word);
        record(word);
        Desk desk = accounts.agent(port);
        Desk.Answer list = desk.get("/records?state=open&q=" + word);
        Document page = list.page();
        String form = "_csrf=" + page.select("#bulk input[name=_csrf]").val() + "&back="
                + page.select("#bulk input[name=back]").val().replace("&", "%26")
                + "&status=" + catalog.closedStatus().id()
                + String.join(
                        "",
                        page.select("input[name=record][form=bulk]").eachAttr("value").stream()
                                .map(value -> "&record=" + value)
                                .toList());
        Desk.Answer changed = desk.post("/records/bulk", form);
        assertThat(changed.status()).isEqualTo(303);
        assertThat(changed.location()).startsWith("/records?state=open&q=" + word + "&change=");
        Desk.Answer after = desk.get(changed.location());
        assertThat(after.page().select("[data-notice=bulk-changed]").text()).startsWith("2 records closed");
        assertThat(after.page().select("tr[data-record]")).isEmpty();

        String undo = after.page().select("[data-notice] form").attr("action");
        Desk.Answer undone = desk.post(undo, after, Map.of("back", "https://elsewhere.example/records?q=" + word));
        assertThat(undone.location()).startsWith("/records?q=" + word + "&change=");
        assertThat(desk.get(undone.location())
                        .page()
                        .select("[data-notice=bulk-undone]")
                        .text())
                .startsWith("2 records are as they were");
        assertThat(desk.post("/records/bulk", "record=1:1&status=1").status()).isEqualTo(403);
        assertThat(desk.post("/records/bulk", list, Map.of("record", "1:1")).location())
                .isEqualTo("/records");
    }
}
