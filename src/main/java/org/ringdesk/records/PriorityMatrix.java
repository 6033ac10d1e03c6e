package org.ringdesk.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which priority follows from urgency and impact.
 *
 * @param cells nine: urgency high with impact high, medium, low; then urgency medium; then urgency low
 */
public record PriorityMatrix(List<Priority> cells) {
    private static final int LEVELS = Level.values().length;

    /**
     * Each step down in urgency or impact is a step down in priority.
     *
     * <pre>
     *                 impact high  medium  low
     * urgency high         1       2       3
     * urgency medium       2       3       4
     * urgency low          3       4       5
     * </pre>
     */
    public static final PriorityMatrix USUAL = new PriorityMatrix(Stream.of(1, 2, 3, 2, 3, 4, 3, 4, 5)
            .flatMap(code -> Priority.withCode(code).stream())
            .toList());

    public PriorityMatrix {
        cells = List.copyOf(cells);
        if (cells.size() != LEVELS * LEVELS) {
            throw new IllegalArgumentException("a matrix of " + cells.size() + " cells");
        }
    }

    public Priority of(Level urgency, Level impact) {
        return cells.get(index(urgency, impact));
    }

    public PriorityMatrix with(Level urgency, Level impact, Priority priority) {
        List<Priority> changed = new ArrayList<>(cells);
        changed.set(index(urgency, impact), priority);
        return new PriorityMatrix(changed);
    }

    /** The nine in one line, such as {@code 1 2 3 2 3 4 3 4 5}. */
    public String text() {
        return cells.stream().map(cell -> Integer.toString(cell.code())).collect(Collectors.joining(" "));
    }

    /** What {@link #text} wrote; empty for anything else. */
    public static Optional<PriorityMatrix> read(String text) {
        return text.matches("[1-5]( [1-5]){8}")
                ? Optional.of(new PriorityMatrix(Arrays.stream(text.split(" ", -1))
                        .flatMap(code -> Priority.withCode(Integer.parseInt(code)).stream())
                        .toList()))
                : Optional.empty();
    }

    private static int index(Level urgency, Level impact) {
        return (urgency.code() - 1) * LEVELS + impact.code() - 1;
    }
}
