package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher does when the program ends; with a program in Ringdesk's place that ends as the test wants it. */
@org.jspecify.annotations.NullUnmarked
class LauncherSupervisionTest {
    private static final long PATIENCE_SECONDS = 60;

    /** Ends with the first code of the file {@code ends}; waits for ever where none is left, and runs out of memory at -1. */
    private static final String PROGRAM = """
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.ArrayList;
            import java.util.List;

            class Program {
                public static void main(String[] arguments) throws Exception {
                    Path file = Path.of(System.getProperty("java.class.path")).resolveSibling("ends");
                    List<String> ends = new ArrayList<>(Files.readAllLines(file));
                    System.out.println("runs " + ProcessHandle.current().pid() + " " + List.of(arguments).getFirst());
                    if (ends.isEmpty()) {
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("ends in order")));
                        Thread.sleep(600_000);
                    }
                    int code = Integer.parseInt(ends.removeFirst());
                    Files.write(file, ends);
                    if (code == -1) {
                        inAThreadThatCatchesEverything();
                        Thread.sleep(600_000);
                    }
                    System.exit(code);
                }

                static void inAThreadThatCatchesEverything() {
                    Thread.ofVirtual().start(() -> {
                        List<byte[]> kept = new ArrayList<>();
                        while (true) {
                            try {
                                kept.add(new byte[1_000_000]);
                            } catch (Throwable caught) {
                                kept.clear();
                            }
                        }
                    });
                }
            }
            """;

    @TempDir
    Path home;

    InstalledLauncher launcher;

    @org.jspecify.annotations.Nullable
    Process process;

    @BeforeEach
    void install() throws IOException, InterruptedException {
        launcher = InstalledLauncher.of(home, PROGRAM).withoutCache();
    }

    @AfterEach
    void end() throws InterruptedException {
        Process last = process;
        if (last != null) {
            last.descendants().forEach(ProcessHandle::destroyForcibly);
            last.destroyForcibly().waitFor();
        }
    }

    private void start(Map<String, String> environment, String... ends) throws IOException {
        Files.write(launcher.app().resolve("ends"), List.of(ends));
        process = launcher.start(home.resolve("output"), environment, "start");
    }

    private int code() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String output() throws IOException {
        return Files.readString(home.resolve("output"));
    }

    private List<Long> runs() throws IOException {
        return output().lines()
                .filter(line -> line.matches("runs [0-9]+ .*"))
                .map(line -> Long.valueOf(line.split(" ", -1)[1]))
                .toList();
    }

    private ProcessHandle awaitRun(int number) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (runs().size() < number) {
            assertThat(System.nanoTime()).as(output()).isLessThan(end);
            Thread.sleep(20);
        }
        return ProcessHandle.of(runs().getLast()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 143})
    void everyOtherEndIsTheLaunchersOwn(int end) throws IOException, InterruptedException {
        start(Map.of(), Integer.toString(end));

        assertThat(code()).isEqualTo(end);
        assertThat(runs()).hasSize(1);
        assertThat(output()).doesNotContain("ringdesk:");
    }

    @Test
    void itIsStartedAgainWithTheSameOptionsWhenItWantsTo() throws IOException, InterruptedException {
        start(Map.of(), "3", "3", "0");

        assertThat(code()).isZero();
        assertThat(runs()).hasSize(3).doesNotHaveDuplicates();
        assertThat(output().lines().filter(line -> line.startsWith("runs")))
                .allSatisfy(line -> assertThat(line).contains("--ringdesk.data="));
        assertThat(output().lines().filter(line -> line.startsWith("ringdesk:")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("is started again"));
    }

    @Test
    void itIsStartedAgainWhenOutOfMemoryEvenWhereThatIsCaught() throws IOException, InterruptedException {
        start(Map.of("RINGDESK_JAVA_OPTIONS", "-Xmx32m"), "-1", "0");

        assertThat(code()).isZero();
        assertThat(runs()).hasSize(2);
        assertThat(output()).contains("java.lang.OutOfMemoryError");
    }

    @Test
    void whatEndsAgainAndAgainIsGivenUp() throws IOException, InterruptedException {
        start(Map.of(), "3", "3", "3", "3", "3", "3", "3", "3");

        assertThat(code()).isOne();
        assertThat(runs()).hasSize(6);
        assertThat(output().lines().toList().getLast())
                .startsWith("ringdesk: Ringdesk ended six times in ten minutes")
                .contains("not started again");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void whatItIsAskedToEndWithEndsTheProgramInOrder(String signal, int code) throws IOException, InterruptedException {
        start(Map.of(), "3");
        ProcessHandle program = awaitRun(2);
        Thread.sleep(200);
        kill(signal);

        assertThat(code()).isEqualTo(code);
        assertThat(program.isAlive()).isFalse();
        assertThat(output()).contains("ends in order");
        assertThat(runs()).hasSize(2);
    }

    @Test
    void theProgramEndsWithALauncherThatIsKilled() throws Exception {
        start(Map.of());
        ProcessHandle program = awaitRun(1);
        process.destroyForcibly().waitFor();

        program.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(program.isAlive()).isFalse();
    }

    @Test
    void unsupervisedTheLauncherBecomesTheProgram() throws IOException, InterruptedException {
        start(Map.of("RINGDESK_SUPERVISE", "no"), "3");

        assertThat(code()).isEqualTo(3);
        assertThat(runs()).containsExactly(process.pid());
    }

    private void kill(String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
