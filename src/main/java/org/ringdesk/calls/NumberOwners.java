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

    /**
     * Whose a number is: somebody's, or a shared one, or neither.
     *
     * @param sharedAs empty where it is not shared
     */
    record Known(@Nullable NumberOwner owner, String sharedAs) {
        static Known of(Call call) {
            return new Known(call.owner(), call.sharedAs());
        }
    }

    Known of(String number) {
        Numbers.Whose whose = numbers.whose(number, MOST_CANDIDATES);
        boolean somebodys = whose.label().isEmpty() && !whose.owners().isEmpty();
        return new Known(somebodys ? owner(whose.owners()) : null, whose.label());
    }

    private static NumberOwner owner(List<Numbers.Owner> owners) {
        Numbers.Owner first = owners.getFirst();
        return new NumberOwner(first.person(), first.name(), first.vip(), owners.size());
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
