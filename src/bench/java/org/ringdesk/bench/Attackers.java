package org.ringdesk.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Who attacks, in a process of their own that gets what the server and its agents leave of the processors: theirs are other
 * machines.
 */
final class Attackers implements AutoCloseable {
    private static final String BEGUN = "begun";

    private final Process process;
    private final BufferedReader said;

    private Attackers(Process process) {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Returns once the first of them are about to connect.
     *
     * @param agent the cookies of an agent who attacks from within
     */
    static Attackers start(Attack attack, int port, String agent, long millis) throws IOException {
        var builder = new ProcessBuilder(
                "nice",
                "-n",
                "19",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Attackers.class.getName(),
                attack.name(),
                Integer.toString(port),
                Long.toString(millis));
        builder.environment().put("AGENT", agent);
        var attackers = new Attackers(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
        attackers.await(BEGUN);
        return attackers;
    }

    /** How often they tried, once they are at the end of it. */
    long tried() throws IOException {
        return Long.parseLong(await(""));
    }

    private String await(String line) throws IOException {
        String read = said.readLine();
        if (read == null || (!line.isEmpty() && !read.equals(line))) {
            throw new IOException("the attackers said " + read);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        said.close();
    }

    /** Not for people: name of the attack, port, milliseconds; the agent's cookies in the environment. */
    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[1]);
        Attack attack = Attack.all(System.getenv("AGENT")).stream()
                .filter(one -> one.name().equals(arguments[0]))
                .findFirst()
                .orElseThrow();
        var tried = new AtomicLong();
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[2]));
        List<Thread> threads = new ArrayList<>();
        System.out.println(BEGUN);
        for (int i = 0; i < attack.attackers(); i++) {
            int number = i;
            threads.add(Thread.ofVirtual().start(() -> attack(attack, port, number, tried, until)));
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.NANOSECONDS.toMillis(Math.max(0, until - System.nanoTime())) + 1);
        }
        System.out.println(tried.get());
        System.exit(0);
    }

    private static void attack(Attack attack, int port, int number, AtomicLong tried, long until) {
        try (var flood = new Flood(port, number)) {
            while (System.nanoTime() < until) {
                tried.incrementAndGet();
                step(attack, flood, until);
            }
        } catch (IOException closing) {
            // What was kept is gone, which is all that was wanted.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void step(Attack attack, Flood flood, long until) throws InterruptedException {
        try {
            attack.step().run(flood, until);
        } catch (IOException refused) {
            Thread.sleep(1);
        }
    }
}
