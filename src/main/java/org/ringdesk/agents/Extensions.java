package org.ringdesk.agents;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/**
 * Extensions of a phone system: digits, stars and hashes.
 *
 * @param list without duplicates, the main one first; may be empty
 */
record Extensions(List<String> list) {
    private static final Pattern EXTENSION = Pattern.compile("[0-9*#]{1,20}");
    private static final int MOST = 10;

    /**
     * @param written none, one, or several with commas, semicolons or blanks between
     * @throws Refused 422 for what is no extension, and for more than ten
     */
    static Extensions parse(String written) {
        List<String> list = Arrays.stream(written.split("[,;\\s]+"))
                .filter(part -> !part.isEmpty())
                .map(Extensions::one)
                .distinct()
                .toList();
        if (list.size() > MOST) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "agents.accounts.extension-many", MOST);
        }
        return new Extensions(list);
    }

    /** @throws Refused 422 for anything but one extension */
    static String one(String written) {
        String extension = written.strip();
        if (!EXTENSION.matcher(extension).matches()) {
            String shown = extension.length() > 40 ? extension.substring(0, 40) + "…" : extension;
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "agents.accounts.extension-wrong", shown);
        }
        return extension;
    }
}
