package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ringdesk.RingdeskTest;
import org.ringdesk.people.ImportJob.Rejection;
import org.ringdesk.people.ImportJob.State;
import org.ringdesk.platform.DatabaseState;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

@RingdeskTest
class ImportTest {
    @Autowired
    ImportReport reports;

    @Autowired
    Imports imports;

    @Autowired
    ImportJobRepository jobs;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Autowired
    ImportErrorRepository errors;

    @Autowired
    ImportRun run;

    @Autowired
    MessageSource messages;

    @Autowired
    DatabaseState state;

    @Test
    void newPeopleAreCreatedAndKnownOnesUpdatedByTheirUserNames() {
        run("user_name,first_name,phone,floor\nimp1,Ines,+1 617 555 0131,1\nimp2,Igor,,2\n");

        ImportJob job = run("user_name,phone\nIMP1,+1 617 555 0132\nimp3,\n");

        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(List.of(job.read(), job.created(), job.updated(), job.rejected()))
                .containsExactly(2L, 1L, 1L, 0L);
        Person person = person("imp1");
        assertThat(person.details().fields().text(CallerField.PHONE)).isEqualTo("+1 617 555 0132");
        assertThat(person.details().fields().text(CallerField.FLOOR)).isEqualTo("1");
        assertThat(person.displayName()).isEqualTo("Ines");
        assertThat(person.origin()).isEqualTo(Person.Origin.CSV);
        assertThat(person.version()).isEqualTo(2);
        assertThat(keys(person)).contains("+16175550132", "ines").doesNotContain("+16175550131");
    }

    /** Two hang; each may have a gigabyte on the disk. */
    @Test
    void onlySoManyFilesAreOnTheirWay() throws Exception {
        var ends = List.of(new PipedOutputStream(), new PipedOutputStream());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Path>> hanging = new ArrayList<>();
            for (PipedOutputStream end : ends) {
                var file = new PipedInputStream(end);
                hanging.add(threads.submit(() -> imports.spool(file)));
            }
            await().untilAsserted(() -> assertThatThrownBy(() -> imports.spool(new ByteArrayInputStream(new byte[0])))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(HttpStatus.CONFLICT)));
            for (PipedOutputStream end : ends) {
                end.close();
            }
            for (Future<Path> one : hanging) {
                Files.delete(one.get());
            }
        }
        Files.delete(imports.spool(new ByteArrayInputStream(new byte[0])));
    }

    @Test
    void keysAndWordsAreTheSameAsThoseOfAPersonMadeByHand() {
        String header = String.join(",", PersonChange.NAMES);
        run(header + "\n"
                + "CORP\\imp10,Zoë Ann,Ørsted,zoe@example.org,5550141,+1 617 555 0142,201,B-1,HQ,2,C1,t1,t2,1,2,"
                + "Dr Zoë Ørsted,Acme & Sons,IT,Boston,true,true,de,note\n");
        Person imported = person("CORP\\imp10");
        List<String> importedKeys = keys(imported);
        List<String> importedWords = words(imported);

        Person saved = people.update(imported.id(), 1, imported.details());

        assertThat(imported.details().vip()).isTrue();
        assertThat(imported.displayName()).isEqualTo("Dr Zoë Ørsted");
        assertThat(importedKeys).isNotEmpty().containsExactlyElementsOf(keys(saved));
        assertThat(importedWords).isNotEmpty().containsExactlyElementsOf(words(saved));
    }

    @Test
    void anEmptyCellClearsAndAColumnThatIsNotThereKeeps() {
        run("user_name,building,floor,enabled,cust_int1\nimp20,B,2,false,7\n");

        run("user_name,floor\nimp20,\n");

        Person person = person("imp20");
        assertThat(person.details().fields().values())
                .containsEntry(CallerField.BUILDING, "B")
                .containsEntry(CallerField.CUST_INT1, "7")
                .doesNotContainKey(CallerField.FLOOR);
        assertThat(person.enabled()).isFalse();
        assertThat(jdbc.sql("select bool_and(disabled) from person_key where person_id = :id")
                        .param("id", person.id().value())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aBadLineIsReportedWithItsNumberAndTheOthersAreKept() {
        ImportJob job = run("user_name,cust_int1,vip\nimp30,1,yes\n,2,no\nimp31,abc,maybe\n\nimp32,3,no\n");

        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(List.of(job.read(), job.created(), job.rejected())).containsExactly(4L, 2L, 2L);
        assertThat(job.errors()).extracting(Rejection::line).containsExactly(3L, 4L);
        assertThat(job.errors().get(1).message()).contains("cust_int1: “abc” is no whole number", "vip: Is either");
        assertThat(people.withUserName("imp31")).isEmpty();
    }

    @Test
    void brokenQuotesCostTheirOwnLineOnly() {
        ImportJob job = run("""
                user_name,first_name,notes
                imp40,"Good","two
                lines"
                imp41,"never closed,x
                imp42,Good,
                imp43,5" disk,x
                imp44,"Good","a ""quoted"" word"
                imp45,"Good" boy,x
                imp46,Good,"open at the end
                """);

        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(List.of(job.read(), job.created(), job.rejected())).containsExactly(7L, 4L, 3L);
        assertThat(job.errors()).extracting(Rejection::line).containsExactly(4L, 8L, 9L);
        assertThat(person("imp43").details().fields().text(CallerField.FIRST_NAME))
                .isEqualTo("5\" disk");
        assertThat(person("imp40").details().notes()).isEqualTo("two\nlines");
        assertThat(person("imp44").details().notes()).isEqualTo("a \"quoted\" word");
        assertThat(people.withUserName("imp42")).isPresent();
        assertThat(people.withUserName("imp41")).isEmpty();
    }

    @Test
    void linesWithTooFewOrTooManyValuesAreRejected() {
        ImportJob job = run("user_name,floor\nimp50\nimp51,1,2\nimp52,3\n");

        assertThat(job.created()).isEqualTo(1);
        assertThat(job.errors())
                .extracting(Rejection::message)
                .containsExactly("The line has 1 values, the header 2.", "The line has 3 values, the header 2.");
    }

    @Test
    void aUserNameTwiceInOneFileKeepsTheFirst() {
        ImportJob near = run("user_name,floor\nimp60,1\nIMP60,2\n");
        String many = IntStream.range(0, 6000)
                .mapToObj(i -> "imp60-" + i + "," + i + "\n")
                .collect(Collectors.joining());
        ImportJob far = run("user_name,floor\n" + many + "Imp60-0,9\n");

        assertThat(near.errors())
                .extracting(Rejection::message)
                .containsExactly("The user name IMP60 is in line 2 of this file already.");
        assertThat(person("imp60").details().fields().text(CallerField.FLOOR)).isEqualTo("1");
        assertThat(far.created()).isEqualTo(6000);
        assertThat(far.errors())
                .extracting(Rejection::message)
                .containsExactly("The user name Imp60-0 is in this file already.");
        assertThat(person("imp60-0").details().fields().text(CallerField.FLOOR)).isEqualTo("0");
    }

    @Test
    void userNamesThatOnlyTheDatabaseTakesForTheSameDoNotHarmTheirNeighbours() {
        // The capital dotted I is "i̇" to Java and "i" to the database in lower case.
        ImportJob job = run("user_name,floor\nimp70İ,1\nimp70i,2\nimp71,3\n");

        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(job.read()).isEqualTo(3);
        assertThat(job.created() + job.rejected()).isEqualTo(3);
        assertThat(people.withUserName("imp71")).isPresent();
    }

    @Test
    void everyUsualEncodingIsRead() {
        String text = "user_name;first_name\nimp80%s;André Ørsted €\n";
        run(text.formatted("a").getBytes(StandardCharsets.UTF_8));
        run(bytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, text.formatted("b"), StandardCharsets.UTF_8));
        run(bytes(new byte[] {(byte) 0xFF, (byte) 0xFE}, text.formatted("c"), StandardCharsets.UTF_16LE));
        run(bytes(new byte[] {(byte) 0xFE, (byte) 0xFF}, text.formatted("d"), StandardCharsets.UTF_16BE));
        run(text.formatted("e").getBytes(Charset.forName("windows-1252")));

        for (String userName : List.of("imp80a", "imp80b", "imp80c", "imp80d", "imp80e")) {
            assertThat(person(userName).displayName()).as(userName).isEqualTo("André Ørsted €");
        }
    }

    @Test
    void commaSemicolonAndTabAreToldApartByTheHeader() {
        run("user_name,company\nimp90,\"a;b\"\n");
        run("user_name;company\r\nimp91;a,b\r\n");
        run("USER_NAME\t\"Company\" \n");
        run("user_name\tcompany\rimp92\ta,b;c\r");

        assertThat(person("imp90").details().company()).isEqualTo("a;b");
        assertThat(person("imp91").details().company()).isEqualTo("a,b");
        assertThat(person("imp92").details().company()).isEqualTo("a,b;c");
    }

    @Test
    void aFileWithoutPeopleSaysWhy() {
        assertThat(failure("")).isEqualTo("The file is empty. Its first line has to name the columns.");
        assertThat(failure("first_name,phone\nx,y\n")).startsWith("The header lacks the column user_name");
        assertThat(failure("user_name,telephone,fax\nx,y,z\n")).contains("“telephone”, “fax”", "cell_phone");
        assertThat(failure("user_name,floor,Floor\nx,1,2\n")).isEqualTo("The header names the column floor twice.");
        assertThat(failure("user_name,\"floor\nx,1\n")).startsWith("The header line cannot be read");
        assertThat(failure("user_name" + ",x".repeat(100_000) + "\n")).contains("100,001 columns");
        assertThat(failure("user_name" + ",x".repeat(1_000_000) + "\n")).startsWith("The header line cannot be read");
        assertThat(run("user_name,floor\n").state()).isEqualTo(State.DONE);
    }

    @Test
    void monstrousLinesAndControlCharactersAreRejectedAndNothingElse() {
        ImportJob job = run("user_name,notes\nimp100," + "x".repeat(10_000_000) + "\nimp101" + ",y".repeat(1_000_000)
                + "\nimp102" + ",z".repeat(50_000) + "\nimp\u0000103,\nimp104,\u0000\nimp105,fine\n"
                + "\u0000".repeat(1000) + "\n");

        assertThat(job.state()).isEqualTo(State.DONE);
        assertThat(List.of(job.read(), job.created(), job.rejected())).containsExactly(7L, 1L, 6L);
        assertThat(people.withUserName("imp105")).isPresent();
    }

    @Test
    void aFileAboveTheLimitIsRefusedBeforeAnythingIsWritten() {
        var small = new Imports(jobs, errors, run, new ImportSettings(DataSize.ofBytes(20)), messages, state, clock);
        var file = new ByteArrayInputStream("user_name\nimp110\nimp111\n".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> small.start(file, null))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.status()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE));
        assertThat(jobs.running()).isEmpty();
        assertThat(people.withUserName("imp110")).isEmpty();
    }

    @Test
    void onlyTheFirstHundredErrorsAreKeptAndAllAreCounted() {
        ImportJob job = run("user_name,cust_int1\n" + "x,y\n".repeat(11_000));

        assertThat(job.rejected()).isEqualTo(11_000);
        assertThat(job.errors()).hasSize(100);
    }

    @Test
    void rejectedLinesHoldNoFormulaAndComeBackAsTheyWere() throws IOException {
        ImportJob job = run("user_name,last_name,phone,cust_int1\nimp120,=HYPERLINK(1),+49 30 1234567,x\n");
        var report = new ByteArrayOutputStream();
        reports.write(job.id(), report);
        String file = report.toString(StandardCharsets.UTF_8);

        assertThat(file).contains("\"imp120\",\"'=HYPERLINK(1)\",\"'+49 30 1234567\",\"x\"");

        assertThat(run(file.replace(",\"x\",", ",\"5\",")).rejected()).isZero();
        assertThat(person("imp120").details().fields().text(CallerField.LAST_NAME))
                .isEqualTo("=HYPERLINK(1)");
        assertThat(person("imp120").details().fields().text(CallerField.PHONE)).isEqualTo("+49 30 1234567");
    }

    @Test
    void aRunThatTheServersEndBrokeOffIsFailedAtTheNextStart() {
        long id = jobs.insert(ImportJob.Source.sent("test", 0), clock.instant());

        imports.endBrokenOff();

        ImportJob job = imports.get(id);
        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.failure()).contains("stopped while this import ran");
    }

    private String failure(String text) {
        ImportJob job = run(text);
        assertThat(job.state()).isEqualTo(State.FAILED);
        assertThat(job.read()).isZero();
        return String.valueOf(job.failure());
    }

    private ImportJob run(String text) {
        return run(text.getBytes(StandardCharsets.UTF_8));
    }

    private ImportJob run(byte[] file) {
        try {
            return ended(imports.start(new ByteArrayInputStream(file), "test"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ImportJob ended(long id) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> imports.get(id), job -> job.state() != State.RUNNING);
    }

    private static byte[] bytes(byte[] mark, String text, Charset charset) {
        byte[] encoded = text.getBytes(charset);
        byte[] all = new byte[mark.length + encoded.length];
        System.arraycopy(mark, 0, all, 0, mark.length);
        System.arraycopy(encoded, 0, all, mark.length, encoded.length);
        return all;
    }

    private Person person(String userName) {
        return people.withUserName(userName).orElseThrow();
    }

    private List<String> keys(Person person) {
        return texts("select field || ':' || key as text from person_key where person_id = :id order by 1", person)
                .stream()
                .map(text -> text.substring(text.indexOf(':') + 1))
                .toList();
    }

    private List<String> words(Person person) {
        return texts("select word as text from person_word where person_id = :id order by 1", person);
    }

    private List<String> texts(String sql, Person person) {
        return jdbc.sql(sql)
                .param("id", person.id().value())
                .query((row, number) -> row.getString("text"))
                .list();
    }
}
