package org.ringdesk.people;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into the lines that a CSV record each stands on; a record with a quoted line break stands on several. A
 * quote that is never closed costs its own line only: {@link #giveBack} lets reading go on behind the record's first line.
 */
final class CsvLines implements AutoCloseable {
    static final int LONGEST = 256 * 1024;
    private static final int MOST_LINES = 500;

    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private int position;
    private int filled;
    private long number;
    private String separators = ",;\t";
    private final Deque<Physical> givenBack = new ArrayDeque<>();

    CsvLines(Reader reader) {
        this.reader = reader;
    }

    /** From here on, a value begins behind this character only. */
    void separatedBy(char separator) {
        separators = String.valueOf(separator);
    }

    /** @param tooLong whether characters beyond {@link #LONGEST} were left out */
    private record Physical(long number, String text, boolean tooLong) {}

    /**
     * @param number of the first line, from one
     * @param problem the message key of what is wrong with the line as a whole, or null
     */
    record Line(long number, String text, @Nullable String problem, List<Physical> parts) {
        /** As it stands in the file; of a line that cannot be read, the first one only. */
        String raw() {
            return problem == null ? text : parts.getFirst().text();
        }
    }

    /** The next record's lines, or null at the end. */
    @Nullable
    Line next() throws IOException {
        Physical first = physical();
        if (first == null) {
            return null;
        }
        if (first.tooLong()) {
            return new Line(first.number(), "", "people.import.line-too-long", List.of(first));
        }
        if (!hasOpenQuote(first.text(), false)) {
            return new Line(first.number(), first.text(), null, List.of(first));
        }
        return quoted(first);
    }

    /** Reads the lines behind the record's first one again, as records of their own. */
    void giveBack(Line line) {
        line.parts().reversed().stream().limit(line.parts().size() - 1L).forEach(givenBack::addFirst);
    }

    private Line quoted(Physical first) throws IOException {
        List<Physical> parts = new ArrayList<>(List.of(first));
        int length = first.text().length();
        boolean open = true;
        while (open) {
            Physical next = physical();
            if (next != null) {
                parts.add(next);
                length += next.text().length() + 1;
            }
            if (next == null || next.tooLong() || parts.size() > MOST_LINES || length > LONGEST) {
                return new Line(first.number(), "", "people.import.open-quote", parts);
            }
            open = hasOpenQuote(next.text(), true);
        }
        String text = parts.stream().map(Physical::text).collect(Collectors.joining("\n"));
        return new Line(first.number(), text, null, parts);
    }

    /** Whether a quoted value goes on behind the text. A quote inside a value that does not begin with one is a character. */
    private boolean hasOpenQuote(String text, boolean before) {
        if (text.indexOf('"') < 0) {
            return before;
        }
        int inside = before ? 0 : text.startsWith("\"") ? 1 : behindOpeningQuote(text, 0);
        while (inside >= 0) {
            int closing = closingQuote(text, inside);
            if (closing < 0) {
                return true;
            }
            inside = behindOpeningQuote(text, closing + 1);
        }
        return false;
    }

    /** The first quote that is not doubled, or -1. */
    private static int closingQuote(String text, int from) {
        int quote = text.indexOf('"', from);
        while (quote >= 0 && quote + 1 < text.length() && text.charAt(quote + 1) == '"') {
            quote = text.indexOf('"', quote + 2);
        }
        return quote;
    }

    /** Behind the next quote that a value begins with, or -1. */
    private int behindOpeningQuote(String text, int from) {
        for (int i = from; i < text.length() - 1; i++) {
            if (text.charAt(i + 1) == '"' && separators.indexOf(text.charAt(i)) >= 0) {
                return i + 2;
            }
        }
        return -1;
    }

    private @Nullable Physical physical() throws IOException {
        Physical again = givenBack.pollFirst();
        if (again != null) {
            return again;
        }
        if (!fill()) {
            return null;
        }
        number++;
        var text = new StringBuilder();
        boolean tooLong = false;
        while (fill()) {
            int end = lineEnd();
            tooLong |= text.length() + end - position > LONGEST;
            if (!tooLong) {
                text.append(buffer, position, end - position);
            }
            position = end;
            if (end < filled) {
                skipLineBreak();
                break;
            }
        }
        return new Physical(number, tooLong ? "" : text.toString(), tooLong);
    }

    private int lineEnd() {
        int end = position;
        while (end < filled && buffer[end] != '\n' && buffer[end] != '\r') {
            end++;
        }
        return end;
    }

    private void skipLineBreak() throws IOException {
        boolean carriageReturn = buffer[position++] == '\r';
        if (carriageReturn && fill() && buffer[position] == '\n') {
            position++;
        }
    }

    /** Whether there is a character at the position. */
    private boolean fill() throws IOException {
        if (position < filled) {
            return true;
        }
        position = 0;
        filled = Math.max(0, reader.read(buffer));
        return filled > 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
