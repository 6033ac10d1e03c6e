package org.ringdesk.agents;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.agents.passwords.Passwords;
import org.ringdesk.people.PersonId;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.Preferences;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The accounts: who may sign in, as what, and which extensions are theirs. */
@Service
public class Accounts {
    private final AccountRepository repository;
    private final KnownAccounts known;
    private final Invitations invitations;
    private final Passwords passwords;
    private final Seats seats;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Accounts(
            AccountRepository repository,
            KnownAccounts known,
            Invitations invitations,
            Passwords passwords,
            Seats seats,
            ApplicationEventPublisher events,
            Clock clock) {
        this.repository = repository;
        this.known = known;
        this.invitations = invitations;
        this.passwords = passwords;
        this.seats = seats;
        this.events = events;
        this.clock = clock;
    }

    /** As it was at most ten seconds ago. */
    public Optional<Account> find(AccountId id) {
        return known.find(id).map(SignedIn::account);
    }

    /**
     * As it is now.
     *
     * @throws Refused 404 when there is no such account
     */
    public Account get(AccountId id) {
        return repository.find(id).orElseThrow(Accounts::gone).account();
    }

    /** Ignores case. */
    public Optional<Account> withLogin(String login) {
        return repository.withLogin(login).map(AccountRepository.Credentials::account);
    }

    /** Everybody a record may be assigned to: enabled agents and administrators by display name; at most ten seconds old. */
    public List<Account> assignable() {
        return known.assignable();
    }

    /**
     * Lets a person sign in.
     *
     * @param extension the agent's own extensions, the main one first, with commas or blanks between; may be empty
     * @param password null: the person chooses it by {@link #invite}
     * @throws Refused 409 when the person has an account, 422 when an extension is none or belongs to somebody else
     */
    @Transactional
    public Account open(PersonId person, Role role, String extension, @Nullable String password) {
        Extensions extensions = Extensions.parse(extension);
        String hash = password == null ? null : passwords.hash(person, password);
        try {
            AccountId id = repository.insert(person, role, hash, clock.instant());
            seats.give(id, extensions);
            events.publishEvent(new AccountsChanged());
            return repository.find(id).orElseThrow().account();
        } catch (DuplicateKeyException e) {
            // account.person_id is unique.
            throw new Refused(HttpStatus.CONFLICT, "agents.accounts.has-account");
        }
    }

    /**
     * @throws Refused 422 when an extension is none or belongs to somebody else, 409 when nobody would be left to administer, or when administrators
     *     lock themselves out
     */
    @Transactional
    public void change(AccountId id, AccountChange change, Account by) {
        Extensions extensions = Extensions.parse(change.extension());
        int administrators = repository.lockAdministrators().size();
        Account account = get(id);
        if (account.isAdministrator() && account.enabled() && !change.keepsAdministrator()) {
            refuseLoss(account, by, administrators);
        }
        repository.change(id, change);
        seats.give(id, extensions);
        if (change.role() == Role.END_USER || !change.enabled()) {
            seats.signOff(id);
        }
        events.publishEvent(new AccountsChanged());
    }

    /** Ends every session that began with the old password, here at once, on other nodes within ten seconds. */
    public void setPassword(AccountId id, String password) {
        setPasswordHash(id, passwords.hash(id, password));
    }

    /** As {@link #setPassword}, of a password that was hashed before. */
    void setPasswordHash(AccountId id, String hash) {
        repository.setPassword(id, hash);
        events.publishEvent(new AccountsChanged());
    }

    /** Seen at once in all sessions of the account, on other nodes within ten seconds. */
    public void prefer(AccountId id, Preferences preferences) {
        if (repository.setPreferences(id, preferences)) {
            events.publishEvent(new PreferencesChanged(id));
        }
    }

    /**
     * The path of a link by which the account's holder chooses a new password, once, within three days.
     *
     * @param by an administrator; the link ends where they are none any more
     */
    @Transactional
    public String invite(AccountId id, AccountId by) {
        return invitations.forAccount(get(id).id(), by);
    }

    private static void refuseLoss(Account account, Account by, int administrators) {
        if (account.id().equals(by.id())) {
            throw new Refused(HttpStatus.CONFLICT, "agents.accounts.not-yourself");
        }
        if (administrators <= 1) {
            throw new Refused(HttpStatus.CONFLICT, "agents.accounts.last-administrator");
        }
    }

    private static Refused gone() {
        return new Refused(HttpStatus.NOT_FOUND, "agents.accounts.gone");
    }
}
