package org.ringdesk.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringdesk.RingdeskTest;
import org.ringdesk.TestAccounts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@RingdeskTest
class ImportLauncherTest {
    @LocalServerPort
    int port;

    @Autowired
    TestAccounts accounts;

    @Autowired
    People people;

    @TempDir
    Path folder;

    private record Run(int code, String output) {}

    @Test
    void aFileWithoutFaultsEndsWithZero() throws Exception {
        accounts.bearer();

        Run run = launch(file("user_name,phone\nipl1,201\nipl2,202\n"), TestAccounts.API_TOKEN);

        assertThat(run.output()).contains("2 created, 0 updated, 0 rejected");
        assertThat(run.code()).isZero();
        assertThat(people.withUserName("ipl2")).isPresent();
    }

    @Test
    void rejectedLinesAreToldWithTheirNumbersAndEndWithThree() throws Exception {
        accounts.bearer();

        Run run = launch(file("user_name,vip\nipl3,yes\nipl4,maybe\n"), TestAccounts.API_TOKEN);

        assertThat(run.output()).contains("1 created, 0 updated, 1 rejected", "line 3: vip: Is either");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void aFailureEndsWithOneAndItsReason() throws Exception {
        accounts.bearer();

        Run failed = launch(file("name\nx\n"), TestAccounts.API_TOKEN);
        Run refused = launch(file("user_name\nx\n"), "wrong-token");

        assertThat(failed.output()).contains("lacks the column user_name");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(refused.output()).contains("refused the file (401)");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(start("import", file("user_name\nx\n"), "--token", "t", "--url", "http://localhost:1")
                        .output())
                .contains("cannot be reached");
    }

    @Test
    void wrongUsageEndsWithTwo() throws Exception {
        assertThat(start("import").code()).isEqualTo(2);
        assertThat(start("import", "no-such-file.csv", "--token", "t").code()).isEqualTo(2);
        assertThat(start("import", file("user_name\n")).output()).contains("RINGDESK_TOKEN");
        assertThat(start("import", "--fast").code()).isEqualTo(2);
        assertThat(start("import", "--help").output()).contains("import FILE");
    }

    private String file(String csv) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "people", ".csv"), csv)
                .toString();
    }

    private Run launch(String file, String token) throws Exception {
        return start("import", file, "--url", "http://localhost:" + port, "--token", token);
    }

    private static Run start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "./ringdesk"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("RINGDESK_TOKEN");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
