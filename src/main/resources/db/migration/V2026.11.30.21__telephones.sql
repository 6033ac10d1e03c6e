-- At the extensions of such an account colleagues may sit down.
alter table account add column desk_shared boolean not null default false;

-- Whoever sits at somebody's own extension now sat down there before leave was needed.
delete from account_extension guest
    using account_extension own
    where guest.kind = 'signed_on' and own.kind = 'own' and own.extension = guest.extension
        and own.account_id <> guest.account_id;

create table telephone_use (
    id         bigint      generated always as identity primary key,
    at         timestamptz not null,
    account_id bigint      references account on delete set null,
    login      text        not null,
    what       text        not null check (what in ('signed_on', 'dialled', 'transferred')),
    extension  text        not null,
    number     text        not null
);
create index telephone_use_at on telephone_use (at);
create index telephone_use_of_account on telephone_use (account_id);
comment on table telephone_use is 'who sat down where, and had what dialled or transferred; kept for a year';
