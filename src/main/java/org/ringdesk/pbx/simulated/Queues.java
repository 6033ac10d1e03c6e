package org.ringdesk.pbx.simulated;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** The queues of the pretended phone system, as lines such as {@code 290 Service Desk = 201, 202}. */
record Queues(List<Queue> all) {
    private static final Pattern LINE = Pattern.compile("\\s*+([0-9*#]*+)([^=]*+)=\\s*+([0-9*#, ]++)");
    private static final int LONGEST_EXTENSION = 6;

    /** A number and a name that ring several extensions at once. */
    record Queue(String number, String name, List<String> extensions) {
        boolean named(String asked) {
            return asked.equals(number) || plain(asked).equals(plain(name));
        }
    }

    /** @throws Refused 422 for a line that is none */
    static Queues of(String lines) {
        return new Queues(
                lines.lines().filter(line -> !line.isBlank()).map(Queues::queue).toList());
    }

    private static Queue queue(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pbx.simulated.queue-wrong", line.strip());
        }
        String number = Objects.requireNonNull(parts.group(1));
        String name = Objects.requireNonNull(parts.group(2)).strip();
        return new Queue(number, name.isEmpty() ? number : name, split(Objects.requireNonNull(parts.group(3))));
    }

    Optional<Queue> find(String asked) {
        return all.stream().filter(queue -> queue.named(asked.strip())).findFirst();
    }

    /** The extensions that ring for what was dialled: those of a queue, or each one of a list. */
    List<String> ring(String dialled) {
        return find(dialled).map(Queue::extensions).orElseGet(() -> split(dialled));
    }

    /** Whether it is inside: what is short is an extension. */
    boolean inside(String dialled) {
        return find(dialled).isPresent()
                || split(dialled).stream().allMatch(party -> party.matches("[0-9*#]{1," + LONGEST_EXTENSION + "}"));
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(",", -1))
                .flatMap(part -> Stream.of(part.strip()))
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
