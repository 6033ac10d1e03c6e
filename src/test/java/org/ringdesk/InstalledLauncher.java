package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The launcher beside a built program of the test's own. */
final class InstalledLauncher {
    private final Path folder;
    private final Path app;

    private InstalledLauncher(Path folder) throws IOException {
        this.folder = folder;
        this.app = Files.createDirectories(folder.resolve("target/app"));
        Files.copy(Path.of("ringdesk"), folder.resolve("ringdesk"));
        Files.createDirectories(folder.resolve("src/main"));
        Files.writeString(folder.resolve("pom.xml"), "");
    }

    /** @param source of a class {@code Program} without a package */
    static InstalledLauncher of(Path home, String source) throws IOException {
        var installed = new InstalledLauncher(home.resolve("with blank"));
        run(
                "javac",
                "-d",
                home.toString(),
                Files.writeString(home.resolve("Program.java"), source).toString());
        run(
                "jar",
                "--create",
                "--file=" + installed.app.resolve("ringdesk.jar"),
                "--main-class=Program",
                "-C",
                home.toString(),
                "Program.class");
        return installed;
    }

    /** With the product itself, as it is compiled here. */
    static InstalledLauncher ofRingdesk(Path home) throws IOException {
        var installed = new InstalledLauncher(home.resolve("with blank"));
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "org.ringdesk.Ringdesk");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        Path jar = installed.app.resolve("ringdesk.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
        return installed;
    }

    private static void run(String tool, String... arguments) {
        int code = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
        assertThat(code).as(tool).isZero();
    }

    /** Where the program is. */
    Path app() {
        return app;
    }

    /** Lets the launcher believe that quick starts are prepared already. */
    InstalledLauncher withoutCache() throws IOException, InterruptedException {
        String script = """
                eval "$(sed -n '/^java_options=/,/"$/p' ringdesk)"
                printf '%s\\n' "$(cksum <"$JAVA_HOME/release") $java_options" >target/app/ringdesk.aot.by""";
        Process by = withJava(new ProcessBuilder("sh", "-c", script).directory(folder.toFile()))
                .start();
        assertThat(by.waitFor()).isZero();
        return this;
    }

    private static ProcessBuilder withJava(ProcessBuilder builder) {
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }

    /** @param output where it goes */
    Process start(Path output, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("sh", folder.resolve("ringdesk").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                withJava(new ProcessBuilder(command)).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
