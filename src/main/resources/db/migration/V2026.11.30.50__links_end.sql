-- A change of role ends all sign-ins of an account as switching it off does, so that changing it back revives none of them.
create trigger account_role_changed before update of role on account
    for each row when (old.role <> new.role) execute function end_sign_ins_of_account();

-- A link to choose a password ends where another one was chosen meanwhile, and where the account or its person is switched
-- off, which counts in ended as a change of role does.
create function end_links_of_account() returns trigger language plpgsql as $$
begin
    delete from invitation where account_id = new.id;
    return null;
end $$;

create trigger account_links_end after update of password_hash, enabled, ended on account
    for each row when (old.password_hash is distinct from new.password_hash or old.ended <> new.ended and old.role = new.role
        or old.enabled and not new.enabled)
    execute function end_links_of_account();
