-- What tells of calls, as administrators set it up. Connections of other kinds are rows of it too.
create table pbx_feed (
    id            bigint generated always as identity primary key,
    kind          text        not null,
    name          text        not null check (name <> ''),
    token_hash    bytea,
    secret        text,
    enabled       boolean     not null default true,
    per_second    int         not null default 400 check (per_second between 1 and 10000),
    settings      jsonb       not null default '{}',
    created_at    timestamptz not null,
    received      bigint      not null default 0,
    refused       bigint      not null default 0,
    last_heard_at timestamptz,
    last_heard    jsonb       not null default '[]'
);
comment on column pbx_feed.token_hash is 'SHA-256; null for what nobody sends to';
comment on column pbx_feed.secret is 'sealed: what messages are signed with';
comment on column pbx_feed.last_heard is 'the last messages, newest first, at most twenty';
create unique index pbx_feed_token on pbx_feed (kind, token_hash);

-- The simulated phone system is always there, and there is one.
insert into pbx_feed (kind, name, created_at) values ('simulated', 'Simulator', now());
