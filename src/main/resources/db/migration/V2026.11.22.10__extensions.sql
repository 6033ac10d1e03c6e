-- The extensions at which calls reach agents. An own one is given by an administrator; place 1 is the main one. Besides,
-- whoever is signed on to an extension has its calls, whosever own it is, until they sign off or somebody else signs on.
create table account_extension (
    extension  text        not null check (extension ~ '^[0-9*#]{1,20}$'),
    kind       text        not null check (kind in ('own', 'signed_on')),
    account_id bigint      not null references account on delete cascade,
    place      int         not null default 1,
    since      timestamptz not null default now(),
    -- Last guard of "one owner, and one who is signed on".
    primary key (extension, kind)
);
create index account_extension_of_account on account_extension (account_id);
-- Last guard of "signed on to one extension at a time".
create unique index account_extension_signed_on on account_extension (account_id) where kind = 'signed_on';

insert into account_extension (extension, kind, account_id, since)
    select extension, 'own', id, created_at from account where extension ~ '^[0-9*#]{1,20}$';
alter table account drop column extension;

-- Who sits where: one account an extension. That of somebody who may no longer take calls does not keep the owner away.
create view seat as
select e.extension, e.account_id, e.kind, e.place, e.since
from account_extension e
where e.kind = 'signed_on' and exists (
        select from account a join person p on p.id = a.person_id
        where a.id = e.account_id and a.enabled and p.enabled and a.role <> 'end_user')
    or e.kind = 'own' and not exists (
        select from account_extension s join account a on a.id = s.account_id join person p on p.id = a.person_id
        where s.extension = e.extension and s.kind = 'signed_on' and a.enabled and p.enabled and a.role <> 'end_user');
