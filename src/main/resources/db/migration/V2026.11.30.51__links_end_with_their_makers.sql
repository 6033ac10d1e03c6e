-- A link to choose a password ends where whoever made it may make none any more.
alter table invitation add column created_by bigint references account on delete cascade;
comment on column invitation.created_by is 'null: the first administrator''s, and links made before this was kept';
create index invitation_created_by on invitation (created_by);

create function end_links_made_by_account() returns trigger language plpgsql as $$
begin
    delete from invitation where created_by = new.id;
    return null;
end $$;

create trigger account_links_made_end after update of role, enabled, ended on account
    for each row when (old.role <> new.role or old.ended <> new.ended or old.enabled and not new.enabled)
    execute function end_links_made_by_account();

-- How often an agent did so of late is asked each time.
drop index telephone_use_of_account;
create index telephone_use_of_account on telephone_use (account_id, at);
