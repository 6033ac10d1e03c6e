package org.ringdesk.calls;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.Numbers;
import org.springframework.stereotype.Component;

/** Asks whose the number of a call is. */
@Component
class NumberOwners {
    private static final int MOST_CANDIDATES = 50;

    private final Numbers numbers;

    NumberOwners(Numbers numbers) {
        this.numbers = numbers;
    }

    @Nullable
    NumberOwner of(String number) {
        List<Numbers.Owner> owners = numbers.whose(number, MOST_CANDIDATES).owners();
        return owners.isEmpty()
                ? null
                : new NumberOwner(
                        owners.getFirst().person(),
                        owners.getFirst().name(),
                        owners.getFirst().vip(),
                        owners.size());
    }

    /** What the number is compared by in its most literal reading; empty for a withheld one. */
    String key(String number) {
        return numbers.read(number).map(Numbers.Read::key).orElse("");
    }

    /** What it is compared by in all its readings. */
    List<String> keys(String number) {
        return numbers.keys(number);
    }
}
