package org.ringdesk.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * The page where an administrator says which column holds what.
 *
 * @param shown the fields of the preview, in the file's order
 * @param problem why the file cannot be imported like this, or null
 */
public record ImportMappingPage(
        String id,
        String fileName,
        String encoding,
        String separator,
        List<Column> columns,
        List<String> shown,
        List<Line> preview,
        @Nullable MessageSourceResolvable problem) {

    /**
     * A column of the file.
     *
     * @param name as the file has it
     * @param field what it holds, or empty
     */
    public record Column(int number, String name, String field) {}

    /** A line of the file as it will be; {@code problems} say why it would be rejected. */
    public record Line(long number, List<Cell> cells, List<String> problems) {}

    /** @param read a number as calls are compared with it, or empty */
    public record Cell(String field, String value, String read) {}

    public String action() {
        return "/people/import/files/" + id;
    }

    public List<String> encodings() {
        return CsvEncoding.NAMES;
    }

    public List<String> separators() {
        return CsvMapping.SEPARATORS.chars().mapToObj(Character::toString).toList();
    }

    /** The message key of a separator's name. */
    public String separatorName(String character) {
        return "people.import.separator."
                + switch (character.charAt(0)) {
                    case ',' -> "comma";
                    case ';' -> "semicolon";
                    case '|' -> "bar";
                    default -> "tab";
                };
    }

    public List<String> fields() {
        return PersonChange.NAMES;
    }
}
