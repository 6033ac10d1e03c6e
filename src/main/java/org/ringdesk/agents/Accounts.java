package org.ringdesk.agents;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.PersonId;
import org.ringdesk.platform.Refused;
import org.ringdesk.web.Preferences;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The accounts: who may sign in, as what, and at which extension they sit. */
@Service
public class Accounts {
    private static final Pattern EXTENSION = Pattern.compile("[0-9*#]{0,20}");

    private final AccountRepository repository;
    private final KnownAccounts known;
    private final Invitations invitations;
    private final Passwords passwords;
    private final Clock clock;

    Accounts(
            AccountRepository repository,
            KnownAccounts known,
            Invitations invitations,
            Passwords passwords,
            Clock clock) {
        this.repository = repository;
        this.known = known;
        this.invitations = invitations;
        this.passwords = passwords;
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
     * @param extension where the agent sits, or empty
     * @param password null: the person chooses it by {@link #invite}
     * @throws Refused 409 when the person has an account or the extension is taken
     */
    public Account open(PersonId person, Role role, String extension, @Nullable String password) {
        checkExtension(extension);
        String hash = password == null ? null : passwords.hash(password);
        try {
            AccountId id = repository.insert(person, role, extension, hash, clock.instant());
            return repository.find(id).orElseThrow().account();
        } catch (DuplicateKeyException e) {
            throw taken(e, extension);
        } finally {
            known.forget();
        }
    }

    /**
     * @throws Refused 409 when the extension is taken, when nobody would be left to administer, or when administrators
     *     lock themselves out
     */
    @Transactional
    public void change(AccountId id, AccountChange change, Account by) {
        checkExtension(change.extension());
        int administrators = repository.lockAdministrators();
        Account account = get(id);
        if (account.isAdministrator() && account.enabled() && !change.keepsAdministrator()) {
            refuseLoss(account, by, administrators);
        }
        try {
            repository.change(id, change.role(), change.extension(), change.enabled());
        } catch (DuplicateKeyException e) {
            throw taken(e, change.extension());
        }
        known.forget();
    }

    /** Ends every session that began with the old password, here at once, on other nodes within ten seconds. */
    public void setPassword(AccountId id, String password) {
        repository.setPassword(id, passwords.hash(password));
        known.forget();
    }

    /** Seen at once in all sessions of the account, on other nodes within ten seconds. */
    public void prefer(AccountId id, Preferences preferences) {
        repository.setPreferences(id, preferences);
        known.forget();
    }

    /** The path of a link by which the account's holder chooses a new password, once, within three days. */
    @Transactional
    public String invite(AccountId id) {
        return invitations.forAccount(get(id).id());
    }

    private static void checkExtension(String extension) {
        if (!EXTENSION.matcher(extension).matches()) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, "agents.accounts.extension-wrong", extension);
        }
    }

    private static void refuseLoss(Account account, Account by, int administrators) {
        if (account.id().equals(by.id())) {
            throw new Refused(HttpStatus.CONFLICT, "agents.accounts.not-yourself");
        }
        if (administrators <= 1) {
            throw new Refused(HttpStatus.CONFLICT, "agents.accounts.last-administrator");
        }
    }

    private static Refused taken(DuplicateKeyException e, String extension) {
        // The unique constraints of the table account.
        return String.valueOf(e.getMessage()).contains("account_extension_key")
                ? new Refused(HttpStatus.CONFLICT, "agents.accounts.extension-taken", extension)
                : new Refused(HttpStatus.CONFLICT, "agents.accounts.has-account");
    }

    private static Refused gone() {
        return new Refused(HttpStatus.NOT_FOUND, "agents.accounts.gone");
    }
}
