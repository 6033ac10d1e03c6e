-- Sign-ins that ended before the time of their cookie, so that a copy of it opens nothing. A row goes when the time is over.
create table sign_out (
    mark       text        primary key,
    account_id bigint      not null references account on delete cascade,
    until      timestamptz not null
);
comment on column sign_out.mark is 'SHA-256 of what the cookies of one sign-in have in common';
create index sign_out_of_account on sign_out (account_id);
create index sign_out_until on sign_out (until);
