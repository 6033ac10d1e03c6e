package org.ringdesk.records;

import java.util.stream.Stream;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** The name of a status, a category or a template. */
final class CatalogName {
    static final int LONGEST = 100;

    private CatalogName() {}

    /**
     * @param typed one line; blanks at the ends go
     * @param others the names that are taken, whatever their case
     * @throws Refused 422 where it is too long or has no letter: choices are made by name or by number, so a name must not
     *     look like a number; 409 where it is taken
     */
    static String of(String typed, Stream<String> others) {
        String name = CleanText.line(typed);
        int length = name.codePointCount(0, name.length());
        if (length > LONGEST) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "records.catalog.long", LONGEST, length);
        }
        if (name.codePoints().noneMatch(Character::isLetter)) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "records.catalog.no-letter");
        }
        if (others.anyMatch(name::equalsIgnoreCase)) {
            throw new Refused(HttpStatus.CONFLICT, "records.catalog.name-taken", name);
        }
        return name;
    }
}
