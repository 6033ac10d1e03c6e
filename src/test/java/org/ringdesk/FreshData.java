package org.ringdesk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Gives a test's context a data directory of its own that is gone afterwards. */
class FreshData implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            Path data = Files.createTempDirectory(Files.createDirectories(TARGET.resolve("test-data")), "run");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(data)));
            TestPropertyValues.of(
                            "ringdesk.data=" + data,
                            "test.quick-passwords=true",
                            "ringdesk.postgres.programs=" + TARGET.resolve("postgres-programs"),
                            "ringdesk.zone=UTC",
                            // All tests together are one client that now and then mistypes a password.
                            "ringdesk.sign-in.failures-per-address=1000")
                    .applyTo(context);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the test's data", e);
        }
    }

    private static void remove(Path data) {
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            System.err.println("left behind: " + data);
        }
    }
}
