package org.ringdesk.calls;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Group;

/**
 * Call-backs that wait, or those that are done.
 *
 * @param groups there are, by which the list may be narrowed
 * @param whose what is shown: {@code mine}, {@code all}, or a group's id
 * @param shown numbers as people read them, by how they came
 * @param next the address of the next page, or empty
 */
public record CallBacksPage(
        boolean done,
        List<CallBack> callBacks,
        List<Group> groups,
        String whose,
        Map<String, String> shown,
        Map<AccountId, String> names,
        String next,
        AccountId me,
        Instant now) {

    public String name(@Nullable AccountId account) {
        return account == null ? "" : names.getOrDefault(account, "");
    }

    /** Whether others' call-backs are left out. */
    public boolean mine() {
        return whose.equals("mine") && !groups.isEmpty();
    }

    public String shownNumber(CallBack callBack) {
        return shown.getOrDefault(callBack.number(), callBack.number());
    }
}
