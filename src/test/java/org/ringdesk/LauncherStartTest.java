package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher runs Java; with a program in Ringdesk's place that tells how it was run. */
class LauncherStartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PROGRAM = """
            import static java.nio.file.StandardOpenOption.APPEND;
            import static java.nio.file.StandardOpenOption.CREATE;
            import java.lang.management.ManagementFactory;
            import java.nio.file.Files;
            import java.nio.file.Path;

            class Program {
                public static void main(String[] arguments) throws Exception {
                    Files.writeString(Path.of(System.getProperty("java.class.path")).resolveSibling("databases"),
                            System.getenv("SPRING_DATASOURCE_URL") + "\\n", CREATE, APPEND);
                    System.out.println("Ringdesk is ready at http://localhost:1");
                    System.out.println("options " + ManagementFactory.getRuntimeMXBean().getInputArguments());
                    Thread.sleep(60_000);
                }
            }
            """;

    @TempDir
    Path home;

    InstalledLauncher launcher;
    Path app;

    @BeforeEach
    void install() throws IOException {
        launcher = InstalledLauncher.of(home, PROGRAM);
        app = launcher.app();
    }

    /** Everything that is said until the program runs. */
    private String start(Map<String, String> environment) throws IOException, InterruptedException {
        Path output = home.resolve("output");
        Process process = launcher.start(output, environment, "start");
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!Files.readString(output).contains("options [")
                    && !process.waitFor(50, TimeUnit.MILLISECONDS)
                    && System.nanoTime() < end) {}
            return Files.readString(output);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void firstStartLeavesACacheThatLaterOnesUse() throws IOException, InterruptedException {
        assertThat(start(Map.of())).startsWith("Preparing quick starts\nRingdesk is ready");
        assertThat(app.resolve("ringdesk.aot")).isNotEmptyFile();
        assertThat(start(Map.of()))
                .startsWith("Ringdesk is ready")
                .contains("-XX:AOTCache=" + app.toRealPath().resolve("ringdesk.aot"));
    }

    @Test
    void cacheThatDoesNotFitStopsNothingAndSaysNothing() throws IOException, InterruptedException {
        start(Map.of());
        Files.writeString(app.resolve("ringdesk.aot"), "of another Java");

        assertThat(start(Map.of())).startsWith("Ringdesk is ready");
    }

    @Test
    void cacheOfAnotherJavaIsMadeAnew() throws IOException, InterruptedException {
        start(Map.of());
        Files.writeString(app.resolve("ringdesk.aot.by"), "another Java");

        assertThat(start(Map.of())).startsWith("Preparing quick starts\nRingdesk is ready");
        assertThat(Files.readString(app.resolve("ringdesk.aot.by"))).doesNotContain("another Java");
    }

    @Test
    void ownOptionsOfJavaComeLast() throws IOException, InterruptedException {
        Files.writeString(app.resolve("ringdesk.aot.by"), "");

        assertThat(start(Map.of("RINGDESK_JAVA_OPTIONS", "-Xmx99m -Done=1"))).contains(", -Xmx99m, -Done=1]");
    }

    @Test
    void cacheIsMadeWithoutTheEnvironmentAndItsDatabase() throws IOException, InterruptedException {
        start(Map.of("SPRING_DATASOURCE_URL", "jdbc:postgresql://db.example/desk"));

        assertThat(Files.readAllLines(app.resolve("databases")))
                .containsExactly("null", "jdbc:postgresql://db.example/desk");
    }
}
