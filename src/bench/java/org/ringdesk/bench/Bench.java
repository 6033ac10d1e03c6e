package org.ringdesk.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs a benchmark by name. */
final class Bench {
    private static final Map<String, Set<String>> OPTIONS = Map.of(
            "links", Set.of("--people", "--seconds", "--rounds"),
            "records", Set.of("--records", "--people", "--seconds"),
            "calls", Set.of("--agents", "--rate", "--people", "--seconds"),
            "pbx", Set.of("--rate", "--seconds", "--calls"),
            "attacks", Set.of("--seconds", "--attack"));

    private Bench() {}

    /** @param args the project's folder, the benchmark's name, its options */
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        boolean named = args.length > 1 && !args[1].startsWith("--");
        String name = named ? args[1] : "links";
        Set<String> known = OPTIONS.get(name);
        if (known == null) {
            end("there is no benchmark " + name + "; there are: links, records, calls, pbx, attacks");
            return;
        }
        Map<String, List<Integer>> given = options(Arrays.asList(args).subList(named ? 2 : 1, args.length), known);
        switch (name) {
            case "links" -> links(home, given).run();
            case "records" -> records(home, given).run();
            case "pbx" -> pbx(home, given).run();
            case "attacks" -> attacks(home, given).run();
            default -> calls(home, given).run();
        }
    }

    private static AttacksBench attacks(Path home, Map<String, List<Integer>> given) {
        return new AttacksBench(
                home,
                new AttacksBench.Options(one(given, "--seconds", 60), given.getOrDefault("--attack", List.of())));
    }

    private static LinksBench links(Path home, Map<String, List<Integer>> given) {
        return new LinksBench(
                home,
                new LinksBench.Options(
                        given.getOrDefault("--people", List.of(10_000, 1_000_000)),
                        one(given, "--seconds", 5),
                        one(given, "--rounds", 3)));
    }

    private static RecordsBench records(Path home, Map<String, List<Integer>> given) {
        return new RecordsBench(
                home,
                new RecordsBench.Options(
                        one(given, "--records", 1_000_000),
                        one(given, "--people", 1_000_000),
                        one(given, "--seconds", 5)));
    }

    private static CallsBench calls(Path home, Map<String, List<Integer>> given) {
        return new CallsBench(
                home,
                new CallsBench.Options(
                        given.getOrDefault("--agents", List.of(1_000, 10_000)),
                        one(given, "--rate", 200),
                        one(given, "--seconds", 30),
                        one(given, "--people", 100_000)));
    }

    private static PbxBench pbx(Path home, Map<String, List<Integer>> given) {
        return new PbxBench(
                home,
                new PbxBench.Options(
                        given.getOrDefault("--rate", List.of(500, 1_000, 2_000, 3_000, 4_000, 6_000)),
                        one(given, "--seconds", 20),
                        one(given, "--calls", 1_000)));
    }

    private static int one(Map<String, List<Integer>> given, String option, int otherwise) {
        return given.getOrDefault(option, List.of(otherwise)).getFirst();
    }

    private static Map<String, List<Integer>> options(List<String> args, Set<String> known) {
        Map<String, List<Integer>> options = new HashMap<>();
        for (int i = 0; i < args.size(); i += 2) {
            String option = args.get(i);
            if (!known.contains(option)) {
                end("unknown option " + option);
            }
            if (i + 1 == args.size()) {
                end(option + " needs a value");
            }
            options.put(
                    option,
                    Arrays.stream(args.get(i + 1).split(",", -1))
                            .map(Bench::number)
                            .toList());
        }
        return options;
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            end("a number from 1 is needed, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static void end(String problem) {
        System.err.println("ringdesk bench: " + problem);
        System.exit(2);
    }
}
