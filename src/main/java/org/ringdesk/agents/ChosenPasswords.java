package org.ringdesk.agents;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.passwords.PasswordRules;
import org.ringdesk.agents.passwords.Passwords;
import org.ringdesk.agents.passwords.PasswordsBusy;
import org.ringdesk.people.CallerField;
import org.ringdesk.people.People;
import org.ringdesk.people.PersonDetails;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.stereotype.Component;

/** Passwords as people choose them: held against the rules and what is known of the person, then hashed. */
@Component
class ChosenPasswords {
    private final PasswordRules rules;
    private final Passwords passwords;
    private final People people;

    ChosenPasswords(PasswordRules rules, Passwords passwords, People people) {
        this.rules = rules;
        this.passwords = passwords;
        this.people = people;
    }

    /** What is wrong with it, or null. */
    @Nullable
    MessageSourceResolvable problem(NewPassword chosen, Account account) {
        PersonDetails person = people.get(account.person()).details();
        return problem(
                chosen,
                account.login(),
                person.displayName(),
                person.fields().text(CallerField.FIRST_NAME),
                person.fields().text(CallerField.LAST_NAME),
                person.fields().text(CallerField.EMAIL_ADDRESS),
                person.company());
    }

    @Nullable
    MessageSourceResolvable problem(NewPassword chosen, SetUpForm form) {
        return problem(chosen, form.login(), form.displayName(), form.email());
    }

    /**
     * Before a link is used up and a transaction begun: it may have to wait.
     *
     * @param who whose it is: many forms with one link wait for each other
     * @throws PasswordsBusy when it has to wait for too long
     */
    String hash(Object who, NewPassword chosen) {
        return passwords.hash(who, chosen.password());
    }

    private @Nullable MessageSourceResolvable problem(NewPassword chosen, String... ofOwner) {
        return rules.problem(chosen.password(), chosen.passwordAgain(), List.of(ofOwner));
    }
}
