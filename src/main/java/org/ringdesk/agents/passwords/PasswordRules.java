package org.ringdesk.agents.passwords;

import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/**
 * What a new password must be: long enough, and nothing that guessing begins with (NIST SP 800-63B, 3.1.1.2): no leaked or
 * common one, whatever digits and signs stand around or within it, none with a name of its owner or the desk, no mere pattern.
 */
@Component
public class PasswordRules {
    static final int SHORTEST = 10;

    static final int LONGEST = 200;

    /** Characters that do not follow from the one before, without which a long password is a short one. */
    private static final int FEWEST = 6;

    /** How much may stand around a common password that is still guessed with it: a date with dots, a year and some signs. */
    private static final int AROUND = 10;

    private static final int SHORTEST_COMMON = 4;

    private static final Pattern NUMBER = Pattern.compile("[\\d\\s./+()-]*");

    private static final List<String> ROWS = List.of(
            "qwertyuiop",
            "qwertzuiopü",
            "azertyuiop",
            "asdfghjklöä",
            "zxcvbnm",
            "yxcvbnm",
            "1234567890",
            "1qaz2wsx3edc4rfv5tgb");

    private final CommonPasswords common = new CommonPasswords();

    /**
     * @param ofOwner login, name, address and company of whoever chooses it, as they are written
     * @return what is wrong, or null
     */
    public @Nullable MessageSourceResolvable problem(String password, String again, Collection<String> ofOwner) {
        if (password.length() > LONGEST) {
            return problem("agents.password.long");
        }
        String composed = Normalizer.normalize(password, Normalizer.Form.NFC);
        if (composed.codePointCount(0, composed.length()) < SHORTEST) {
            return problem("agents.password.short");
        }
        MessageSourceResolvable guessed = guessed(Folded.of(composed), new OwnWords(ofOwner));
        if (guessed != null) {
            return guessed;
        }
        return composed.equals(Normalizer.normalize(again, Normalizer.Form.NFC))
                ? null
                : problem("agents.password.differs");
    }

    private @Nullable MessageSourceResolvable guessed(String folded, OwnWords own) {
        Optional<String> word = own.in(folded);
        if (word.isPresent()) {
            return problem("agents.password.named", word.get());
        }
        if (isCommon(folded)) {
            return problem("agents.password.trivial");
        }
        if (NUMBER.matcher(folded).matches()) {
            return problem("agents.password.number");
        }
        return unforeseen(Folded.unit(folded)) < FEWEST ? problem("agents.password.pattern") : null;
    }

    private boolean isCommon(String folded) {
        return Stream.of(folded, Folded.core(folded), Folded.core(Folded.lettersAndDigits(folded)))
                .filter(text -> folded.length() - text.length() <= AROUND || text.length() >= SHORTEST)
                .flatMap(Folded::readings)
                .flatMap(text -> Stream.of(text, Folded.unit(text)))
                .flatMap(text -> Stream.of(text, Folded.reversed(text)))
                .anyMatch(text -> text.length() >= SHORTEST_COMMON && common.has(text));
    }

    /** How many characters neither repeat the one before nor are beside it in the alphabet or on a keyboard. */
    private static int unforeseen(String text) {
        int count = text.isEmpty() ? 0 : 1;
        for (int i = 1; i < text.length(); i++) {
            if (!follows(text.charAt(i - 1), text.charAt(i))) {
                count++;
            }
        }
        return count;
    }

    private static boolean follows(char before, char after) {
        return Math.abs(before - after) <= 1
                || ROWS.stream()
                        .anyMatch(row -> row.contains("" + before + after) || row.contains("" + after + before));
    }

    private static MessageSourceResolvable problem(String key, Object... facts) {
        return new DefaultMessageSourceResolvable(new String[] {key}, facts, key);
    }
}
