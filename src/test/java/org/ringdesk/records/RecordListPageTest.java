package org.ringdesk.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.ringdesk.agents.Actor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The list over HTTP. */
@RingdeskTest
class RecordListPageTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    Records records;

    @Autowired
    Catalog catalog;

    Desk desk;

    @BeforeEach
    void signIn() {
        desk = accounts.agent(port);
    }

    private RecordId record(String title) {
        return record(RecordExamples.details(catalog, title));
    }

    private RecordId record(RecordDetails details) {
        return records.create(new NewRecord(details, Source.PHONE, null), new Actor(null, "test"))
                .id();
    }

    @Test
    void theListShowsWhatIsOpenAndLinksEachRecord() {
        String word = "listed" + UUID.randomUUID();
        RecordId open = record(word);
        RecordId closed = record(RecordExamples.details(catalog, word + " done")
                .withStatus(catalog.closedStatus().id()));

        Document page = desk.get("/records?state=open&q=" + word).page();
        assertThat(page.body().attr("data-page")).isEqualTo("records");
        assertThat(page.select("tr[data-record]").eachAttr("data-record")).containsExactly(open.toString());
        assertThat(page.select("tr[data-record] a.main").attr("href")).isEqualTo("/records/" + open);
        assertThat(page.select("tr[data-record] time")).isNotEmpty();

        assertThat(desk.get("/records?q=" + word)
                        .page()
                        .select("tr[data-record]")
                        .eachAttr("data-record"))
                .containsExactlyInAnyOrder(open.toString(), closed.toString());
        Document chip = desk.get("/records?type=incident&q=" + word).page();
        assertThat(chip.select("[data-filter=type]").attr("href")).isEqualTo("/records?q=" + word);
    }

    @Test
    void theListIsSortedByClickingAHeaderBothWays() {
        Document page = desk.get("/records").page();
        assertThat(page.select("th[aria-sort=descending] a").attr("href")).contains("sort=updated_at");
        Document turned =
                desk.get(page.select("th[aria-sort=descending] a").attr("href")).page();
        assertThat(turned.select("th[aria-sort=ascending] a").attr("href")).contains("sort=-updated_at");
    }

    @Test
    void theListIsReadPageByPage() {
        String word = "paged" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 55; i++) {
            record(word + " " + i);
        }
        Document first = desk.get("/records?sort=id&q=" + word).page();
        assertThat(first.select("tr[data-record]")).hasSize(50);
        Document second = desk.get(first.select("a[rel=next]").attr("href")).page();
        assertThat(second.select("tr[data-record]")).hasSize(5);
        assertThat(second.select("a[rel=next]")).isEmpty();
    }

    @Test
    void anEmptyListSaysWhetherTheFiltersAreToBlame() {
        assertThat(desk.get("/records?q=nothinghasthistitle")
                        .page()
                        .select("[data-empty]")
                        .attr("data-empty"))
                .isEqualTo("nothing-matches");
    }

    @Test
    void aRecordsNumberInTheSearchLeadsStraightToIt() {
        RecordId id = record("Found by number");
        Desk.Answer answer = desk.get("/records?q=%23" + id);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/records/" + id);
        assertThat(desk.get("/records?q=99999999").status()).isEqualTo(200);
    }

    @Test
    void whatWasFoundInANoteIsShownWithItsWordMarked() {
        String word = "noted" + UUID.randomUUID().toString().substring(0, 8);
        RecordId id = record("Something else");
        records.addNote(
                id,
                new NewNote("It was the " + word + " <b>after all", null, null),
                new Reader(new Actor(null, "test"), false));
        Document page = desk.get("/records?q=" + word).page();
        assertThat(page.select("#filter-q").attr("value")).isEqualTo(word);
        assertThat(page.select("[data-found='records.found.note'] mark").text()).isEqualTo(word);
        assertThat(page.select("[data-found]").text()).contains("<b>after all");
    }

    @Test
    void theExportHoldsEveryPageOfTheListAndNoFormula() {
        String word = "exported" + UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 60; i++) {
            record(word + " number " + i);
        }
        record("=HYPERLINK(1) " + word);
        record(RecordExamples.details(catalog, word + ", \"closed\" – Ü")
                .withStatus(catalog.closedStatus().id()));
        Document page = desk.get("/records?state=open&q=" + word).page();
        Desk.Answer open = desk.get(page.select("a[download]").attr("href"));
        assertThat(open.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(open.header("Content-Disposition"))
                .matches("attachment; filename=\"records-\\d{4}-\\d\\d-\\d\\d.csv\"");
        assertThat(open.body()).startsWith("\uFEFF\"No.\",\"Type\",\"Priority\",\"Title\",");
        assertThat(open.body().lines())
                .hasSize(62)
                .anyMatch(line -> line.contains(",\"'=HYPERLINK(1) " + word + "\","));

        assertThat(desk.get("/records/export?q=" + word).body().lines())
                .hasSize(63)
                .anyMatch(line -> line.contains(",\"" + word + ", \"\"closed\"\" – Ü\","));
    }

    @ParameterizedTest
    @CsvSource({
        "/records?cursor=nonsense, 400",
        "/records?sort=colour, 400",
        "/records?status=nonsense, 400",
        "/records/99999999, 404",
        "/records/abc, 400"
    })
    void whatCannotBeShownIsAnErrorPageThatLeadsOn(String path, int status) {
        Desk.Answer answer = desk.get(path);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.pageName()).isEqualTo("error");
        assertThat(answer.page().select("main form[action=/records] [name=q]")).isNotEmpty();
        assertThat(answer.page().select("main a[href^=/records/new]")).isNotEmpty();
    }

    /** Values that break something somewhere, in every parameter of the list, one and two at a time. */
    @Test
    void noParameterHoweverOddIsAServerErrorOrRuns() {
        List<String> names = List.of(
                "state",
                "type",
                "status",
                "priority",
                "category",
                "assignee",
                "request_user",
                "created_from",
                "created_to",
                "q",
                "sort",
                "cursor");
        List<String> odd = List.of(
                "'\"><script>alert(1)</script>",
                "%",
                "\\",
                "_",
                "-1",
                "999999999999999999999",
                "2026-02-30",
                "-99999999-01-01",
                "2026-01-01T00:00+25:00",
                "\u0001\uD83D",
                "LXVwZGF0ZWRfYXQgMSAx",
                "🙂",
                "' or 1=1 --",
                "x".repeat(3000));
        var random = new Random(22);
        for (int i = 0; i < 600; i++) {
            String query = Stream.generate(() -> names.get(random.nextInt(names.size())) + "="
                            + URLEncoder.encode(odd.get(random.nextInt(odd.size())), StandardCharsets.UTF_8))
                    .limit(1 + i % 2)
                    .collect(Collectors.joining("&"));
            Desk.Answer answer = desk.get("/records?" + query);
            assertThat(answer.status()).as(query).isIn(200, 303, 400);
            assertThat(answer.page().select("script:not([src])")).as(query).isEmpty();
        }
    }
}
