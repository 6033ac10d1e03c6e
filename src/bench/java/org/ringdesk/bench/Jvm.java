package org.ringdesk.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a Java process holds, as the system and {@code jcmd} tell it. */
final class Jvm {
    private static final Pattern USED = Pattern.compile("(?:garbage-first heap|DefNew|Tenured) .*used ([0-9]+)K");

    private Jvm() {}

    /** In use of the heap, what could be cleared away included, in megabytes (10^6 bytes); 0 where it does not say. */
    static long heapUsed(long pid) throws IOException, InterruptedException {
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        return used.results().mapToLong(part -> Long.parseLong(part.group(1))).sum() * 1024 / 1_000_000;
    }

    /** Of the system; virtual ones do not count. */
    static int threads(long pid) throws IOException {
        return count(Path.of("/proc/" + pid + "/task"));
    }

    /** Open files and connections. */
    static int files(long pid) throws IOException {
        return count(Path.of("/proc/" + pid + "/fd"));
    }

    static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return (int) all.count();
        }
    }
}
