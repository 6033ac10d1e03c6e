package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ringdesk.Desk;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class ImportPagesTest {
    private static final String BOUNDARY = "----people";

    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    People people;

    @Autowired
    Imports imports;

    @Autowired
    ImportJobRepository jobs;

    @Autowired
    Clock clock;

    private Desk desk;

    @BeforeEach
    void signIn() {
        desk = accounts.administrator(port);
    }

    @Test
    void aFileWithColumnsOfItsOwnIsMappedTriedImportedAndReported() {
        Document mapping = upload(
                "Login;Vorname;Telefon;Ext;vip\nipt1;Ines;617 555 0131;a;yes\nipt2;\"I;o\";;b;maybe\nipt1;X;;c;no\n");
        assertThat(mapping.select("#separator option[selected]").attr("value")).isEqualTo(";");
        assertThat(fields(mapping)).containsExactly("user_name", "first_name", "phone", "", "vip");
        assertThat(mapping.select("tr[data-line=2] [data-field=phone]").text()).contains("617 555 0131 is +1 617");
        assertThat(mapping.select("tr[data-line=3] .badge.bad").text()).contains("VIP");

        Document tried = ended(choose(mapping, "dry-run", fields(mapping)));
        assertThat(counts(tried)).isEqualTo("3 1 0 2");
        assertThat(people.withUserName("ipt1")).isEmpty();
        String again = tried.select("a.primary").attr("href");

        Document done = ended(choose(desk.open(again).page(), "import", fields(mapping)));
        assertThat(counts(done)).isEqualTo("3 1 0 2");
        assertThat(people.withUserName("ipt1")).isPresent();
        assertThat(done.select("#rejected tbody tr")).hasSize(2);
        Desk.Answer report = desk.get(done.select("a[download]").attr("href"));
        assertThat(report.header("Content-Type")).startsWith("text/csv");
        assertThat(report.body())
                .startsWith("\uFEFF\"Login\";\"Vorname\";\"Telefon\";\"Ext\";\"vip\";\"line\";\"error\"")
                .contains("\"ipt2\";\"I;o\";\"\";\"b\";\"maybe\";\"3\";")
                .contains("\"ipt1\";\"X\";\"\";\"c\";\"no\";\"4\";");
        assertThat(desk.get(again).status()).isEqualTo(404);
    }

    @Test
    void aMappingIsRememberedForFilesWithTheSameColumns() {
        Document mapping = upload("ipr key,nick\nipr1,Rita\n");
        assertThat(fields(mapping)).containsExactly("", "");
        assertThat(mapping.select("[data-problem]")).isNotEmpty();
        assertThat(choose(mapping, "import", List.of("first_name", "first_name"))
                        .status())
                .isEqualTo(422);

        ended(choose(mapping, "import", List.of("user_name", "display_name")));

        assertThat(fields(upload("IPR Key,Nick\nipr2,Rosa\n"))).containsExactly("user_name", "display_name");
        assertThat(people.withUserName("ipr1").orElseThrow().displayName()).isEqualTo("Rita");
    }

    @Test
    void theReportCorrectedCanBeImportedAsItIs() {
        Document mapping = upload("user_name,vip,line,error\nipx1,yes,3,wrong\n");

        assertThat(fields(mapping)).containsExactly("user_name", "vip", "", "");
    }

    @Test
    void anotherEncodingAndSeparatorCanBeChosen() {
        Document mapping = upload("user_name,first_name|floor\nipe1,Zoë|2\n");

        Document again = page(post(
                mapping.select("#mapping-form").attr("action"),
                mapping,
                "action=preview&encoding=windows-1252&separator=%7C"));

        assertThat(again.select("[data-column]").eachAttr("data-column"))
                .containsExactly("user_name,first_name", "floor");
        assertThat(again.select("#encoding option[selected]").attr("value")).isEqualTo("windows-1252");
        assertThat(post(
                                mapping.select("#mapping-form").attr("action"),
                                mapping,
                                "action=import&encoding=klingon&separator=%2C")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void filesThatAreNoTablesAreRefusedWithTheirReason() {
        assertThat(send("").status()).isEqualTo(422);
        assertThat(send("PK\u0003\u0004zip").status()).isEqualTo(422);
        assertThat(send("a\0b").body()).contains("no CSV file");
        assertThat(desk.get("/people/import/files/none").status()).isEqualTo(404);
        assertThat(desk.get("/people/import/jobs/999999").status()).isEqualTo(404);
    }

    @Test
    void anImportStopsWhenAskedAndKeepsWhatIsCounted() {
        String lines = IntStream.range(0, 60_000).mapToObj(n -> "ips" + n).collect(Collectors.joining("\n"));
        Document mapping = upload("user_name\n" + lines + "\n");
        Desk.Answer started = choose(mapping, "import", List.of("user_name"));
        Document job = page(desk.get(started.location()));

        post(started.location() + "/cancel", job, "");

        Document stopped = ended(started);
        assertThat(stopped.select("#import-progress").attr("data-import-state")).isEqualTo("cancelled");
        assertThat(stopped.select(".notice").text()).contains("stopped by hand");
        ImportJob kept = imports.newest(1).getFirst();
        assertThat(kept.read()).isLessThan(60_000).isEqualTo(kept.created());
        assertThat(desk.get("/people/import")
                        .page()
                        .select("[data-job=" + kept.id() + "]")
                        .text())
                .contains("Stopped");
    }

    @Test
    void aRunningImportTellsItsProgressByItself() {
        long id = jobs.insert(ImportJob.Source.sent("test", 0), clock.instant());
        try {
            Document page = desk.get("/people/import/jobs/" + id).page();
            assertThat(page.select("#import-progress").attr("hx-trigger")).isEqualTo("every 1s");
            assertThat(page.select("meta[http-equiv=refresh]")).isNotEmpty();
            Document fragment =
                    desk.get("/people/import/jobs/" + id, "HX-Request", "true").page();
            assertThat(fragment.select("#import-progress")).hasSize(1);
            assertThat(fragment.select("header")).isEmpty();
        } finally {
            imports.endBrokenOff();
        }
        assertThat(desk.get("/people/import/jobs/" + id).page().select("[hx-trigger]"))
                .isEmpty();
    }

    @Test
    void onlyAdministratorsImportAndOnlyTheirOwnFiles() {
        Document mapping = upload("user_name\nipa1\n");
        String file = mapping.select("#mapping-form").attr("action");
        Desk agent = accounts.agent(port);

        assertThat(agent.get("/people/import").status()).isEqualTo(403);
        assertThat(agent.get(file).status()).isEqualTo(403);
        assertThat(agent.get("/people").page().select("a[href=/people/import]")).isEmpty();
        assertThat(desk.get("/people").page().select("a[href=/people/import]")).hasSize(1);
        assertThat(desk.post(file, "action=import").status()).isEqualTo(403);
        assertThat(desk.post("/people/import/jobs/1/cancel", "").status()).isEqualTo(403);
    }

    private Document upload(String csv) {
        Desk.Answer sent = send(csv);
        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        return page(desk.get(sent.location()));
    }

    private Desk.Answer send(String csv) {
        String csrf = desk.get("/people/import")
                .page()
                .select("#upload-form input[name=_csrf]")
                .attr("value");
        String body = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + csrf + "\r\n--"
                + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + csv + "\r\n--" + BOUNDARY + "--\r\n";
        return desk.send("POST", "/people/import", body, "Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
    }

    private Desk.Answer choose(Document mapping, String action, List<String> fields) {
        String chosen = fields.stream().map(field -> "&field=" + field).collect(Collectors.joining());
        String separator = mapping.select("#separator option[selected]").attr("value");
        String encoding = mapping.select("#encoding option[selected]").attr("value");
        return post(
                mapping.select("#mapping-form").attr("action"),
                mapping,
                "action=" + action + "&separator=" + encode(separator) + "&encoding=" + encoding + chosen);
    }

    private Desk.Answer post(String path, Document page, String fields) {
        return desk.post(
                path, "_csrf=" + encode(page.select("input[name=_csrf]").attr("value")) + "&" + fields);
    }

    private Document ended(Desk.Answer started) {
        assertThat(started.status()).as(started.body()).isEqualTo(303);
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> desk.get(started.location()).page(),
                        page -> page.select("#import-progress[hx-trigger]").isEmpty());
    }

    private static Document page(Desk.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.page();
    }

    private static List<String> fields(Document mapping) {
        return mapping.select("select[name=field]").stream()
                .map(select -> select.select("option[selected]").attr("value"))
                .toList();
    }

    private static String counts(Document job) {
        return String.join(" ", job.select("[data-count]").eachText());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
