package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher's own answers, before anything is built or started. */
class LauncherTest {
    private record Run(int exitCode, String text) {}

    private static Run ringdesk(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "./ringdesk"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), text);
    }

    @ParameterizedTest
    @CsvSource({
        "fly,, unknown command fly",
        "demo, --bogus, unknown option --bogus",
        "start, --port=abc, --port needs a number",
        "start, --port=70000, --port is at most 65535",
        "start, --no-script, --no-script belongs to demo",
        "new-key, --bogus, unknown option --bogus",
        "demo, --server.address=0.0.0.0, the demo serves loopback only",
        "check, --fast, unknown option --fast"
    })
    void wrongUseIsOneLineAndExitCodeTwo(String command, String option, String line)
            throws IOException, InterruptedException {
        Run run = option == null ? ringdesk(command) : ringdesk(command, option);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.text().strip().lines()).singleElement().asString().startsWith("ringdesk: " + line);
    }

    @ParameterizedTest
    @CsvSource({"--help,", "demo, --help", "start, --help", "new-key, --help", "check, --help"})
    void helpIsThereAtEveryCommand(String first, String second) throws IOException, InterruptedException {
        Run run = second == null ? ringdesk(first) : ringdesk(first, second);
        assertThat(run.exitCode()).isZero();
        assertThat(run.text()).contains("Usage: ./ringdesk", "demo", "start", "check");
    }

    @Test
    void noCommandAtAllShowsTheHelpAndFails() throws IOException, InterruptedException {
        assertThat(ringdesk().exitCode()).isEqualTo(2);
    }
}
