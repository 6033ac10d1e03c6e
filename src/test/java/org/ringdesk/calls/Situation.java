package org.ringdesk.calls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A situation that was recorded with a real phone system, as its telephones saw it, told as events. As a good source does,
 * each event repeats what is known of the call and of its leg.
 */
final class Situation {
    private static final Path FOLDER = Path.of("src/test/resources/calls/recordings");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String source;
    private final Instant begin;
    private final List<CallEvent> events = new ArrayList<>();
    private final Map<String, Phone> phones = new HashMap<>();
    private final Map<String, Integer> rung = new HashMap<>();
    private About about = About.NOTHING;
    private String call = "1";
    private @Nullable Phone caller;
    private @Nullable Phone far;
    private @Nullable String consulted;
    private Instant now;

    /** What a phone system tells the caller at the end. */
    private Cause why = Cause.NORMAL;

    /** A leg and what is known of it so far. */
    private static final class Phone {
        private final String call;
        private LegFacts facts;
        private boolean open = true;

        private Phone(String call, LegFacts facts) {
            this.call = call;
            this.facts = facts;
        }
    }

    private Situation(String source, Instant begin) {
        this.source = source;
        this.begin = begin;
        this.now = begin;
    }

    /** What a situation's notes say of the call. */
    record Expected(String name, Direction direction, Outcome outcome, String answeredBy, String digits, String legs) {}

    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsonl"))
                    .map(name -> name.substring(0, name.length() - ".jsonl".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Expected expected(String name) {
        String situation = name.substring(name.indexOf('-') + 1);
        return lines(FOLDER.resolve("expected.csv")).stream()
                .map(line -> line.split(";", -1))
                .filter(cells -> cells[0].equals(situation))
                .map(cells -> new Expected(
                        name, Direction.valueOf(cells[1]), Outcome.valueOf(cells[2]), cells[3], cells[4], cells[5]))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is expected of " + situation));
    }

    /** @param begin when the recording begins; its events keep their distances */
    static List<CallEvent> events(String name, String source, Instant begin) {
        var situation = new Situation(source, begin);
        lines(FOLDER.resolve(name + ".jsonl")).forEach(line -> situation.tell(JSON.readTree(line)));
        situation.end();
        return List.copyOf(situation.events);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(JsonNode line) {
        now = begin.plusMillis((long) (line.get("t").asDouble() * 1000));
        List<String> said = new ArrayList<>();
        line.get("a").forEach(part -> said.add(part.asString()));
        switch (line.get("ev").asString()) {
            case "call" -> comesIn(said.get(0), said.get(1));
            case "dials" -> dials(said.get(0), said.get(1));
            case "rings" -> rings(said.get(0));
            case "answers" -> answers(said.get(0));
            case "keys" -> {
                about = about.withDigits(said.get(0));
                add(new CallEvent.Told(origin(call), about));
            }
            case "hold" -> hold(said.get(0), said.get(1));
            case "sends" -> sends(said.get(0), said.get(1));
            case "cancelled" -> ends(phone(said.get(0)), cancelled(said.get(1)), false);
            case "far-answers" -> answered(farEnd());
            case "far-busy" -> ends(farEnd(), Cause.BUSY, false);
            case "gives-up" -> ends(side(said.get(0)), Cause.CANCELLED, true);
            case "hangs-up" -> ends(side(said.get(0)), Cause.NORMAL, true);
            case "ended-by-pbx" -> ends(phone(said.get(0)), Cause.NORMAL, false);
            default -> throw new AssertionError("unknown line " + line);
        }
    }

    private void comesIn(String from, String dialled) {
        int at = from.indexOf("sip:");
        String user = from.indexOf('@', at) < 0 ? "" : from.substring(at + 4, from.indexOf('@', at));
        about = About.inbound(user, dialled);
        caller = new Phone(call, LegFacts.caller("trunk", user));
        add(new CallEvent.Began(origin(call), about, caller.facts));
    }

    private void dials(String extension, String number) {
        if (number.startsWith("*8") || number.equals("701")) {
            var picker = new Phone(
                    "picked", LegFacts.called(extension + "-picks", extension).answeredAt(now));
            phones.put(extension, picker);
            add(new CallEvent.Answered(origin("picked"), About.NOTHING, picker.facts));
            add(new CallEvent.Joined(origin(call), about, "picked"));
        } else if (phones.containsKey(extension)) {
            consulted = number;
            var consulting = new Phone("consultation", LegFacts.caller(extension + "-consults", extension));
            phones.put(extension + " consults", consulting);
            add(new CallEvent.Began(origin("consultation"), consultation(), consulting.facts));
        } else {
            boolean out = number.length() > 4;
            about = new About(
                    out ? Direction.OUTBOUND : Direction.INTERNAL, out ? number : extension, "", number, "", "");
            caller = new Phone(call, LegFacts.caller(extension + "-dials", extension));
            phones.put(extension, caller);
            add(new CallEvent.Began(origin(call), about, caller.facts));
            if (out) {
                far = new Phone(call, LegFacts.called("far", number));
                add(new CallEvent.Began(origin(call), about, far.facts));
            }
        }
    }

    private void rings(String extension) {
        if (caller == null) {
            clickToDial(extension);
            return;
        }
        int time = rung.merge(extension, 1, Integer::sum);
        boolean consultation = extension.equals(consulted);
        var phone = new Phone(
                consultation ? "consultation" : call,
                LegFacts.called(extension + "-rung-" + time, extension).rangAt(now));
        phones.put(extension, phone);
        add(new CallEvent.Rang(origin(phone.call), consultation ? consultation() : about, phone.facts));
    }

    private void clickToDial(String extension) {
        about = new About(Direction.OUTBOUND, "6175559999", "", "6175559999", "", "");
        caller = new Phone(call, LegFacts.caller(extension + "-dials", extension));
        phones.put(extension, caller);
        add(new CallEvent.Began(origin(call), about, caller.facts));
    }

    private void answers(String extension) {
        Phone phone = phone(extension);
        if (phone.facts.role() == Role.CALLED) {
            answered(phone);
        }
    }

    private void answered(Phone phone) {
        phone.facts = phone.facts.answeredAt(now);
        add(new CallEvent.Answered(origin(phone.call), about(phone), phone.facts));
    }

    private void hold(String extension, String what) {
        Phone phone = phone(extension);
        add(
                what.equals("resumes")
                        ? new CallEvent.Resumed(origin(phone.call), about(phone), phone.facts)
                        : new CallEvent.Held(origin(phone.call), about(phone), phone.facts));
    }

    private void sends(String extension, String what) {
        Phone phone = phone(extension);
        switch (what) {
            case "486" -> {
                var busy = new Phone(call, LegFacts.called(extension + "-busy", extension));
                ends(phones.getOrDefault(extension, busy), Cause.BUSY, false);
            }
            case "603" -> ends(phone, Cause.DECLINED, true);
            default -> {
                add(new CallEvent.Transferred(
                        origin(phone.call), about, phone.facts, consulted == null ? "203" : consulted));
                if (consulted != null) {
                    add(new CallEvent.Joined(origin(call), about, "consultation"));
                    ends(Objects.requireNonNull(phones.get(extension + " consults")), Cause.NORMAL, false);
                }
            }
        }
    }

    private void ends(Phone phone, Cause cause, boolean hungUp) {
        if (phone.open) {
            phone.open = false;
            if (phone.facts.answeredAt() == null && cause != Cause.NORMAL && cause != Cause.ELSEWHERE) {
                why = cause;
            }
            add(new CallEvent.LegEnded(origin(call), about, phone.facts, cause, hungUp));
        }
    }

    /** Recordings stop when the last telephone was told; a phone system then tells the end of what is left. */
    private void end() {
        now = now.plusMillis(20);
        phones.values().forEach(phone -> ends(phone, Cause.NORMAL, false));
        Stream.of(caller, far).filter(Objects::nonNull).forEach(phone -> ends(phone, Cause.NORMAL, false));
        add(new CallEvent.Ended(origin(call), about, why));
    }

    private Phone farEnd() {
        if (far == null) {
            far = new Phone(call, LegFacts.called("far", about.number()));
        }
        return far;
    }

    private Phone side(String name) {
        return name.startsWith("the ") ? Objects.requireNonNull(caller) : phone(name.replace("agent ", ""));
    }

    private Phone phone(String name) {
        if (name.equals("trunk")) {
            return about.direction() == Direction.OUTBOUND ? farEnd() : Objects.requireNonNull(caller);
        }
        return phones.computeIfAbsent(
                name, extension -> new Phone(call, LegFacts.called(extension + "-unrung", extension)));
    }

    private About about(Phone phone) {
        return phone.call.equals("consultation") ? consultation() : phone.call.equals(call) ? about : About.NOTHING;
    }

    private About consultation() {
        return new About(Direction.INTERNAL, "201", "", Objects.requireNonNull(consulted), "", "");
    }

    private static Cause cancelled(String reason) {
        return Stream.of(
                        Map.entry("elsewhere", Cause.ELSEWHERE),
                        Map.entry("ORIGINATOR_CANCEL", Cause.CANCELLED),
                        Map.entry("cause=127", Cause.CANCELLED),
                        Map.entry("cause=19", Cause.NO_ANSWER))
                .filter(known -> reason.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Cause.UNKNOWN);
    }

    private Origin origin(String key) {
        return new Origin(source, Integer.toString(events.size()), key, now);
    }

    private void add(CallEvent event) {
        events.add(event);
    }

    static String[] sorted(String legs) {
        String[] parts = legs.isEmpty() ? new String[0] : legs.split(" ");
        Arrays.sort(parts);
        return parts;
    }
}
