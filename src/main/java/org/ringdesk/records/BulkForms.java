package org.ringdesk.records;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.Account;
import org.ringdesk.agents.AccountId;
import org.ringdesk.agents.Accounts;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Reads the form below the list, and tells the way back to the list. */
@Component
class BulkForms {
    private static final Pattern PICKED = Pattern.compile("(\\d{1,18}):(\\d{1,9})");

    private final Catalog catalog;
    private final Accounts accounts;

    BulkForms(Catalog catalog, Accounts accounts) {
        this.catalog = catalog;
        this.accounts = accounts;
    }

    /** @throws Refused 400 for a status or an assignee that there is not, or not any more */
    BulkEdit read(MultiValueMap<String, String> sent, Reader reader) {
        String status = first(sent, "status");
        String assignee = first(sent, "assignee");
        return new BulkEdit(
                picked(sent.getOrDefault("record", List.of())),
                status.isEmpty() ? null : status(status),
                !assignee.isEmpty(),
                assignee.isEmpty() || assignee.equals("unassigned") ? null : account(assignee, reader));
    }

    private Status status(String text) {
        return catalog.status(text).filter(status -> !status.retired()).orElseThrow(() -> unknown("status", text));
    }

    private @Nullable AccountId account(String login, Reader reader) {
        return login.equals("me")
                ? reader.account()
                : accounts.assignable().stream()
                        .filter(agent -> agent.login().equalsIgnoreCase(login))
                        .findFirst()
                        .map(Account::id)
                        .orElseThrow(() -> unknown("assignee", login));
    }

    /** What is no number and version is left aside: the page sends none such. */
    private static List<BulkEdit.Picked> picked(List<String> values) {
        Map<RecordId, BulkEdit.Picked> picked = new LinkedHashMap<>();
        for (String value : values) {
            Matcher parts = PICKED.matcher(value);
            if (parts.matches()) {
                var id = new RecordId(Long.parseLong(parts.group(1)));
                picked.put(id, new BulkEdit.Picked(id, Integer.parseInt(parts.group(2))));
            }
        }
        return new ArrayList<>(picked.values());
    }

    /** The list as it was, with what became of the change. */
    String back(MultiValueMap<String, String> sent, UUID change) {
        String back = back(sent);
        return back + (back.contains("?") ? "&" : "?") + "change=" + change;
    }

    /** Of the address that the form carries only what a list knows counts. */
    String back(MultiValueMap<String, String> sent) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : first(sent, "back").replaceFirst("^[^?]*\\??", "").split("&", -1)) {
            int at = pair.indexOf('=');
            if (at > 0) {
                values.put(pair.substring(0, at), decoded(pair.substring(at + 1)));
            }
        }
        return RecordListAddress.of(values).address();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String first(MultiValueMap<String, String> sent, String name) {
        String value = sent.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private static Refused unknown(String name, String value) {
        return new Refused(HttpStatus.BAD_REQUEST, "records.list.unreadable-value", name, CleanText.excerpt(value));
    }
}
