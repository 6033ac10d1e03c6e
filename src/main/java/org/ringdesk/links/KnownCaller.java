package org.ringdesk.links;

import java.util.regex.Pattern;

/**
 * What a phone system is told of a caller. Texts are empty where nobody is known.
 *
 * @param known whether the number is that of one person alone
 * @param several whether more than one person has it: which of them calls nobody can tell
 * @param language a BCP 47 tag such as {@code de}, or empty
 * @param openRecords without restricted ones
 */
record KnownCaller(
        boolean known,
        boolean several,
        String displayName,
        String userName,
        boolean vip,
        String language,
        int openRecords) {
    static final KnownCaller UNKNOWN = new KnownCaller(false, false, "", "", false, "", 0);
    static final KnownCaller SEVERAL = new KnownCaller(false, true, "", "", false, "", 0);

    /** What ends a line or a field, does things in a dialplan, or cannot be seen. */
    private static final Pattern UNFIT = Pattern.compile("[|\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\"\\\\$<>{}\\[\\];`]+");

    private static final int LONGEST_NAME = 80;

    /** {@code NAME|VIP|OPEN}, VIP being 1 or 0; {@code |0|0} for an unknown caller. */
    String line() {
        return fit(displayName) + "|" + (vip ? 1 : 0) + "|" + openRecords + "\n";
    }

    private static String fit(String name) {
        String fit = UNFIT.matcher(name).replaceAll(" ").strip().replaceAll(" {2,}", " ");
        return fit.codePointCount(0, fit.length()) <= LONGEST_NAME
                ? fit
                : fit.substring(0, fit.offsetByCodePoints(0, LONGEST_NAME)).strip();
    }
}
