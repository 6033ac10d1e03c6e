-- How the connections to phone systems are, as the node that holds one says it every few seconds.
create table pbx_connection (
    feed_id         bigint      primary key references pbx_feed on delete cascade,
    node            text        not null,
    phase           text        not null check (phase in ('connecting', 'connected', 'failed')),
    since           timestamptz not null,
    version         text        not null default '',
    problem         text        not null default '',
    facts           jsonb       not null default '[]',
    lacks           jsonb       not null default '[]',
    messages        bigint      not null default 0,
    per_second      int         not null default 0,
    last_message_at timestamptz,
    seen_at         timestamptz not null
);
comment on column pbx_connection.problem is 'key of the text that says why it is not connected; facts fill it in';
comment on column pbx_feed.secret is 'sealed: what messages are signed with, or what Ringdesk signs in at the phone system with';
