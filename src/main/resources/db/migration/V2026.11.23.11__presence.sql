-- What phone systems say of telephones besides calls. A row is there only while its phone system is heard of.
create table presence (
    source    text        not null,
    extension text        not null,
    device    text        not null check (device in ('unknown', 'reachable', 'free', 'ringing', 'busy', 'unreachable')),
    queues    jsonb       not null,
    since     timestamptz not null,
    primary key (source, extension)
);
comment on column presence.queues is 'those that the telephone is logged in to: queue, paused, reason';
comment on column presence.since is 'since when the device is so';
create index presence_of_extension on presence (extension);
