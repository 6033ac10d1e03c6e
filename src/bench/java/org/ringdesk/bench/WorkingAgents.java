package org.ringdesk.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Agents at work: each opens pages, has what it types into a record kept, writes a record through the API and tells of a call,
 * one thing each quarter of a second, over connections that are kept, as a browser does. A stream of calls is open meanwhile.
 */
final class WorkingAgents implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PACE_MILLIS = 250;
    private static final String RECORD = "/records/57";
    private static final List<String> PAGES = List.of(
            "/records", "/SREdit.jsp?id=0&SR_Type=8&fromId=PhoneCall&autoUserField_phone=6175550142", RECORD, "/calls", "/people?q=smith");
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"(_csrf|draft|version|seen)\" value=\"([^\"]*)\"");

    private final URI base;
    private final List<Thread> threads = new ArrayList<>();
    private final Streams streams;
    private final AtomicInteger saved = new AtomicInteger();
    private final AtomicInteger step = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
    private volatile ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /** @param millis from the request to the last byte; failed: anything but what a working desk answers */
    private record Answer(double millis, boolean failed) {}

    /** How a while was for them; times in milliseconds. */
    record Felt(int requests, double p50, double p99, double max, long failed) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,d requests, p50 %.0f, p99 %.0f, max %.0f ms, %d failed", requests, p50, p99, max, failed);
        }
    }

    /** Returns once the streams are open. */
    WorkingAgents(URI base, List<String> cookies) throws IOException, InterruptedException {
        this.base = base;
        this.streams = new Streams(
                base,
                cookies.stream().map(cookie -> BenchAgents.request(base, "/live", cookie)).toList(),
                (stream, event, data, at) -> {});
        streams.awaitOpen((int) PATIENCE.toSeconds());
        cookies.forEach(cookie -> threads.add(Thread.ofVirtual().start(() -> work(cookie))));
    }

    /** What they felt for this long from now on. */
    Felt feel(Duration time) throws InterruptedException {
        answers = new ConcurrentLinkedQueue<>();
        Thread.sleep(time);
        return felt();
    }

    void begin() {
        answers = new ConcurrentLinkedQueue<>();
    }

    Felt felt() {
        List<Answer> all = List.copyOf(answers);
        double[] times = all.stream().mapToDouble(Answer::millis).sorted().toArray();
        return new Felt(
                times.length,
                at(times, 0.5),
                at(times, 0.99),
                at(times, 1),
                all.stream().filter(Answer::failed).count());
    }

    /** Records that the server said it had saved. */
    int saved() {
        return saved.get();
    }

    /** Streams that ended. */
    int brokenStreams() {
        return streams.broken();
    }

    /** What failed since this was asked last, the first twenty of it. */
    List<String> takeProblems() {
        List<String> first = problems.stream().limit(20).toList();
        problems.clear();
        return first;
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
    }

    private void work(String cookie) {
        try (HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).build()) {
            String form = "";
            while (!over) {
                String answered = ask(client, request(cookie, form, step.getAndIncrement()));
                if (answered.contains("id=\"record-edit\"")) {
                    form = typed(answered);
                }
                Thread.sleep(PACE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(String cookie, String form, int what) {
        return switch (what % 10) {
            case 9 -> call(what);
            case 4 -> record(what);
            case 6 -> form.isEmpty() ? page(cookie, RECORD) : draft(cookie, form, what);
            default -> page(cookie, PAGES.get(what % PAGES.size()));
        };
    }

    /** Returns the answer's text. */
    private String ask(HttpClient client, HttpRequest request) throws InterruptedException {
        long begin = System.nanoTime();
        int status = 0;
        String text = "";
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            status = answer.statusCode();
            text = answer.body();
        } catch (IOException e) {
            problems.add(request.uri().getPath() + " " + e);
        }
        if (status >= 400) {
            problems.add(request.uri().getPath() + " " + status);
        }
        if (status == 201) {
            saved.incrementAndGet();
        }
        answers.add(new Answer((System.nanoTime() - begin) / 1e6, status == 0 || status >= 400));
        return text;
    }

    /** What the form of a record sends with what is typed into it. */
    private static String typed(String page) {
        return HIDDEN.matcher(page.substring(page.indexOf("id=\"record-edit\""))).results()
                .collect(Collectors.toMap(hidden -> hidden.group(1), hidden -> hidden.group(2), (first, second) -> first))
                .entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpRequest page(String cookie, String path) {
        return request(path).header("Cookie", cookie).header("Accept", "text/html").build();
    }

    private HttpRequest draft(String cookie, String form, int what) {
        return request("/drafts")
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("HX-Request", "true")
                .POST(HttpRequest.BodyPublishers.ofString(form + "&note=typed+" + what))
                .build();
    }

    private HttpRequest record(int what) {
        return request("/api/v1/records")
                .header("Authorization", "Bearer demo")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"attacks " + what + "\"}"))
                .build();
    }

    private HttpRequest call(int what) {
        String id = "attacks-" + what / 20;
        String event = what / 10 % 2 == 0 ? "newCall" : "hangup";
        return request("/api/v1/cti/demo")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "event=" + event + "&callId=" + id + "&direction=in&from=16175550142&to=200&user[]=299&cause=normalClearing"))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
    }

    @Override
    public void close() {
        stop();
    }

    void stop() {
        over = true;
        threads.forEach(Thread::interrupt);
        streams.close();
    }
}
