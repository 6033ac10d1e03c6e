package org.ringdesk.calls;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.AccountId;

/**
 * Call-backs that wait, or those that are done.
 *
 * @param shown numbers as people read them, by how they came
 * @param next the address of the next page, or empty
 */
public record CallBacksPage(
        boolean done,
        List<CallBack> callBacks,
        Map<String, String> shown,
        Map<AccountId, String> names,
        String next,
        AccountId me,
        Instant now) {

    public String name(@Nullable AccountId account) {
        return account == null ? "" : names.getOrDefault(account, "");
    }

    public String shownNumber(CallBack callBack) {
        return shown.getOrDefault(callBack.number(), callBack.number());
    }
}
