package org.ringdesk.pops;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.pops.PopChoice.Opens;
import org.springframework.http.HttpStatus;

/** What an agent has ticked. */
record ChoiceForm(
        @Nullable String opens,
        @Nullable Boolean outbound,
        @Nullable Boolean internal,
        @Nullable Boolean doNotDisturb) {

    /** @throws Refused 422 for what the page does not offer */
    PopChoice chosen() {
        Opens when = Arrays.stream(Opens.values())
                .filter(one -> Words.of(one).equals(opens))
                .findFirst()
                .orElseThrow(() ->
                        new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "pops.choice.unknown", String.valueOf(opens)));
        return new PopChoice(
                when, Boolean.TRUE.equals(outbound), Boolean.TRUE.equals(internal), Boolean.TRUE.equals(doNotDisturb));
    }
}
