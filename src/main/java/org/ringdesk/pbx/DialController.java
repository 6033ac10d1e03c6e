package org.ringdesk.pbx;

import java.util.Locale;
import org.ringdesk.agents.Accounts;
import org.ringdesk.agents.SignedIn;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a click on a number goes: {@code js/dial.js} sends it and shows the answer. */
@RestController
class DialController {
    private final Dialling dialling;
    private final Accounts accounts;
    private final MessageSource messages;

    DialController(Dialling dialling, Accounts accounts, MessageSource messages) {
        this.dialling = dialling;
        this.accounts = accounts;
        this.messages = messages;
    }

    @PostMapping("/dial")
    String dial(@RequestParam String number, @AuthenticationPrincipal SignedIn me, Locale locale) {
        dialling.dial(accounts.get(me.account().id()), number);
        return messages.getMessage("pbx.dial.rings", null, locale);
    }
}
