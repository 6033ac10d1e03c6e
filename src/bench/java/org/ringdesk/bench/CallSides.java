package org.ringdesk.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ringdesk.bench.CallTraffic.OneCall;
import org.ringdesk.bench.CallTraffic.Side;
import org.ringdesk.bench.CallTraffic.Step;

/** The two ends that messages of calls are sent to. */
final class CallSides {
    private CallSides() {}

    /** The extension of the agent with that place. */
    static String extension(int agent) {
        return Integer.toString(500_000 + agent);
    }

    /**
     * Ringdesk: the generic CTI, answered on the agents' streams. Callers are people of {@link PeopleFile}.
     *
     * @param run tells the calls of several runs apart
     */
    record Ringdesk(String run, int people, Map<String, String> tags) implements Side {
        Ringdesk(String run, int people) {
            this(run, people, new HashMap<>());
        }

        @Override
        public String path(Step step, OneCall call) {
            return "/api/v1/cti/demo";
        }

        @Override
        public String body(Step step, OneCall call) {
            String about = "&direction=in&callId=bench-" + run + '-' + call.tag() + "&to=" + call.tag() + "&from="
                    + URLEncoder.encode(PeopleFile.phone((int) (call.number() * 7_919L % people)), StandardCharsets.UTF_8);
            return switch (step) {
                case NEW_CALL -> "event=newCall" + about + "&queue=Support" + call.rung().stream()
                        .map(agent -> "&user%5B%5D=" + extension(agent))
                        .collect(Collectors.joining());
                case ANSWER -> {
                    String by = extension(call.answering());
                    yield "event=answer" + about + "&user=" + by + "&answeringNumber=" + by;
                }
                case HANGUP -> "event=hangup" + about + "&cause=normalClearing";
            };
        }

        @Override
        public List<String> brings(Step step, OneCall call) {
            return switch (step) {
                case NEW_CALL -> call.rung().stream().map(agent -> name("call-ringing", call, agent)).toList();
                case ANSWER -> Stream.concat(
                                Stream.of("call-answered", "pop").map(event -> name(event, call, call.answering())),
                                call.rung().stream()
                                        .filter(agent -> agent != call.answering())
                                        .map(agent -> name("call-gone", call, agent)))
                        .toList();
                case HANGUP -> List.of(name("call-gone", call, call.answering()));
            };
        }

        private static String name(String event, OneCall call, int agent) {
            return event + ' ' + call.tag() + ' ' + agent;
        }

        @Override
        public String heard(int stream, String event, String data) {
            String id = part(data, "\"call\":", ",");
            return switch (event) {
                case "calls" -> "";
                case "call-gone" -> event + ' ' + tags.getOrDefault(id, "unknown " + id) + ' ' + stream;
                default -> {
                    String tag = part(data, "\"dialled\":\"", "\"");
                    tags.put(id, tag);
                    yield event + ' ' + tag + ' ' + stream;
                }
            };
        }

        private static String part(String data, String from, String until) {
            int begin = data.indexOf(from);
            int end = begin < 0 ? -1 : data.indexOf(until, begin + from.length());
            return end < 0 ? "" : data.substring(begin + from.length(), end);
        }
    }

    /** The floor: the same server writes what came to as many streams, and nothing else. */
    record Echo() implements Side {
        @Override
        public String path(Step step, OneCall call) {
            return "/api/v1/cti/echo/" + step + '-' + call.tag();
        }

        @Override
        public String body(Step step, OneCall call) {
            return streams(step, call).stream().map(String::valueOf).collect(Collectors.joining(","));
        }

        @Override
        public List<String> brings(Step step, OneCall call) {
            return streams(step, call).stream()
                    .map(stream -> "echo " + step + '-' + call.tag() + ' ' + stream)
                    .toList();
        }

        private static List<Integer> streams(Step step, OneCall call) {
            return step == Step.HANGUP ? List.of(call.answering()) : call.rung();
        }

        @Override
        public String heard(int stream, String event, String data) {
            return event.equals("echo") ? "echo " + data + ' ' + stream : "";
        }
    }
}
