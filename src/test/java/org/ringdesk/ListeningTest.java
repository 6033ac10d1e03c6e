package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringdesk.platform.Listening;
import org.springframework.mock.env.MockEnvironment;

/** Who can reach Ringdesk: nobody but its computer unless it was told so, and the demo never anybody else. */
class ListeningTest {
    private static final String DEMO = "--spring.profiles.active=demo";

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost", " 127.0.0.1 "})
    void loopbackIsThisComputer(String address) {
        assertThat(Listening.of(new MockEnvironment().withProperty("server.address", address))
                        .onThisComputerOnly())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "0", "[::]", "192.168.1.5", "::ffff:0.0.0.0", "", " ", "nowhere.invalid"})
    void everythingElseIsOpen(String address) {
        assertThat(Listening.of(new MockEnvironment().withProperty("server.address", address))
                        .onThisComputerOnly())
                .isFalse();
    }

    @Test
    void aPortOfItsOwnForMeasurementsCounts() {
        var settings = new MockEnvironment()
                .withProperty("server.address", "127.0.0.1")
                .withProperty("management.server.port", "9000");
        assertThat(Listening.of(settings).onThisComputerOnly()).isFalse();
        settings.setProperty("management.server.address", "127.0.0.1");
        assertThat(Listening.of(settings).onThisComputerOnly()).isTrue();
    }

    @Test
    @Tag("process")
    void aStartListensOnThisComputerOnlyAndSaysHowToOpenIt() throws Exception {
        try (ServerProcess server = ServerProcess.start(data).awaitReady()) {
            assertThat(listeners(server.port())).containsExactly("0100007F");
            server.await("put TLS in front");
            assertThat(lines(server, "It listens on this computer only. --server.address=0.0.0.0 opens it"))
                    .hasSize(1);
        }
    }

    @Test
    @Tag("process")
    void openWithoutTlsItSaysThatPasswordsCanBeRead() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(data, "--server.address=0.0.0.0").awaitReady()) {
            server.await("put TLS in front");
            assertThat(lines(server, "passwords and cookies can be read on the way"))
                    .hasSize(1);
            assertThat(server.output()).doesNotContain("this computer only");
        }
    }

    @ParameterizedTest
    @CsvSource({"--server.address=0.0.0.0", "--server.address=::", "--server.address=", "--management.server.port=0"})
    @Tag("process")
    void theDemoRefusesEveryOtherAddressBeforeItTouchesData(String option) throws InterruptedException {
        ServerProcess server = ServerProcess.start(data, DEMO, option);

        assertThat(server.awaitEnd()).isOne();
        assertThat(server.output().lines())
                .singleElement()
                .asString()
                .startsWith("ringdesk: the demo serves loopback only");
        assertThat(data).isEmptyDirectory();
    }

    @Test
    @Tag("process")
    void theDemosDataAreNotServedAsAnInstallationsOwn() throws InterruptedException {
        ServerProcess.start(data, DEMO).awaitReady().close();
        ServerProcess server = ServerProcess.start(data);

        assertThat(server.awaitEnd()).isOne();
        assertThat(server.output().lines()).singleElement().asString().startsWith("ringdesk: the data are the demo's");
    }

    /** Addresses, in hexadecimal digits, at which somebody listens on that port. */
    private static List<String> listeners(int port) throws Exception {
        String suffix = ":%04X".formatted(port);
        List<String> found = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns[1].endsWith(suffix) && columns[3].equals("0A")) {
                    found.add(columns[1].substring(0, columns[1].indexOf(':')));
                }
            }
        }
        // In tcp6 an IPv4 address stands behind ::ffff:
        return found.stream()
                .map(address -> address.replaceFirst("^0000000000000000FFFF0000", ""))
                .toList();
    }

    private static List<String> lines(ServerProcess process, String part) {
        return process.output().lines().filter(line -> line.contains(part)).toList();
    }
}
