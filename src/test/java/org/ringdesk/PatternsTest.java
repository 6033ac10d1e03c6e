package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ringdesk.CodePatterns.Found;

/**
 * Every regular expression of the product reads 50 kB of its worst in a number of steps that grows with the text's length,
 * and with nothing else: one that goes back would hold a thread that others need.
 */
class PatternsTest {
    private static final int LONG = 50_000;

    /** What cuts its text, or refuses a long one, before any expression sees it, and at how many characters. */
    private static final Map<String, Integer> CUTS = Map.of(
            "org.ringdesk.people.WrittenNumber", 400,
            "org.ringdesk.people.Withheld", 400,
            "org.ringdesk.people.Macro", 2_000,
            "org.ringdesk.pbx.webhook.Mapping", 400);

    /**
     * Of texts that are short: names of tables, addresses of peers, extensions; and the macros, which are read as well.
     */
    private static final List<String> COMPILED_LATER = List.of(
            "org.ringdesk.calls.CallMonths",
            "org.ringdesk.bounds.Proxies",
            "org.ringdesk.people.Macro$Shape",
            "org.ringdesk.agents.SeatSettings");

    @TestFactory
    Stream<DynamicTest> readsItsWorstInOneGo() throws IOException, ReflectiveOperationException {
        return CodePatterns.ofTheProduct().all().stream()
                .map(found -> DynamicTest.dynamicTest(found.toString(), () -> check(found)));
    }

    private static void check(Found found) {
        String type = found.place().replaceFirst("[.$][A-Z_]+$|\\$.*", "");
        WorstTexts.of(found.pattern().pattern(), CUTS.getOrDefault(type, LONG))
                .forEach(worst -> CountedText.read(found, worst));
    }

    @Test
    void everyExpressionStandsInTheCodeAsItIs() throws IOException {
        assertThat(CodePatterns.ofTheProduct().unknown())
                .filteredOn(place -> !COMPILED_LATER.contains(place))
                .isEmpty();
    }
}
