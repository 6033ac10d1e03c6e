package org.ringdesk.agents;

import java.util.Map;
import org.ringdesk.people.CallerField;
import org.ringdesk.people.CallerFields;
import org.ringdesk.people.People;
import org.ringdesk.people.Person;
import org.ringdesk.people.PersonDetails;
import org.ringdesk.people.PersonId;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the account that makes all others, for whoever holds the link that the first start printed. */
@Service
class FirstAdministrator {
    private final AccountRepository repository;
    private final Accounts accounts;
    private final Invitations invitations;
    private final People people;

    FirstAdministrator(AccountRepository repository, Accounts accounts, Invitations invitations, People people) {
        this.repository = repository;
        this.accounts = accounts;
        this.invitations = invitations;
        this.people = people;
    }

    boolean isMissing() {
        return !repository.anyAdministrator();
    }

    /** @throws Refused 410 when the link was used or is too old */
    void check(String token) {
        if (!invitations.opensSetUp(token) || !isMissing()) {
            throw gone();
        }
    }

    /** All or nothing: a refused form leaves the link usable. */
    @Transactional
    SignedIn create(String token, SetUpForm form, String passwordHash) {
        if (!isMissing() || !invitations.use(token)) {
            throw gone();
        }
        PersonId person = people.withUserName(form.login())
                .orElseGet(() -> people.create(details(form), Person.Origin.LOCAL))
                .id();
        Account account = accounts.open(person, Role.ADMINISTRATOR, "", null);
        accounts.setPasswordHash(account.id(), passwordHash);
        invitations.endSetUp();
        return repository.find(account.id()).orElseThrow().signedIn();
    }

    private static PersonDetails details(SetUpForm form) {
        var fields =
                new CallerFields(Map.of(CallerField.USER_NAME, form.login(), CallerField.EMAIL_ADDRESS, form.email()));
        return new PersonDetails(fields, form.displayName(), "", "", "", false, "", "", true);
    }

    private static Refused gone() {
        return new Refused(HttpStatus.GONE, "agents.setup.gone");
    }
}
