-- Calls and what was heard of them, a partition a month: old months are dropped, not deleted from. Which months there are is
-- looked after by the program; the default partitions only take what would otherwise be refused.
create sequence call_id;

create table call (
    id            bigint      not null default nextval('call_id'),
    opened_at     timestamptz not null,
    direction     text        not null check (direction in ('inbound', 'outbound', 'internal')),
    state         text        not null check (state in ('ringing', 'answered', 'ended')),
    outcome       text check (outcome in ('answered', 'missed', 'busy', 'declined', 'abandoned', 'failed')),
    number        text        not null,
    number_key    text        not null,
    name          text        not null,
    dialled       text        not null,
    queue         text        not null,
    digits        text        not null,
    person_id     bigint references person on delete set null,
    owner_name    text,
    owner_vip     boolean     not null default false,
    candidates    int         not null default 0,
    started_at    timestamptz not null,
    answered_at   timestamptz,
    ended_at      timestamptz,
    given_up      boolean     not null,
    legs          jsonb       not null,
    agents        bigint[]    not null,
    answered_by   bigint,
    last_event_at timestamptz not null,
    primary key (id, opened_at)
) partition by range (opened_at);
comment on column call.opened_at is 'received with the first event; never changes, unlike started_at';
comment on column call.number_key is 'what the number is compared by, see people.Numbers; empty for a withheld one';
comment on column call.owner_name is 'whom the number belonged to then, whatever the person is called now';
comment on column call.last_event_at is 'when the last event was received';

create table call_other partition of call default;
create index call_by_start on call (started_at desc, id desc);
create index call_by_number on call (number_key, started_at desc) where number_key <> '';
create index call_by_person on call (person_id, started_at desc);
create index call_by_queue on call (queue, started_at desc) where queue <> '';
create index call_by_outcome on call (outcome, started_at desc);
create index call_by_agent on call using gin (agents);
create index call_open on call (last_event_at) where state <> 'ended';

-- What the sources call a call and its legs. Rows go some time after the call has ended.
create table call_key (
    source    text        not null,
    key       text        not null,
    call_id   bigint      not null,
    opened_at timestamptz not null,
    primary key (source, key)
);
comment on column call_key.key is 'call:… or leg:…';
create index call_key_of_call on call_key (call_id);

-- Everything that was heard, once each. Never changed; of two calls that turn out to be one, the events move to the other.
create table call_event (
    call_id     bigint      not null,
    opened_at   timestamptz not null,
    source      text        not null,
    event_id    text        not null,
    call_key    text        not null,
    kind        text        not null,
    at          timestamptz not null,
    received_at timestamptz not null,
    direction   text,
    number      text        not null,
    name        text        not null,
    dialled     text        not null,
    queue       text        not null,
    digits      text        not null,
    leg         text,
    role        text,
    party       text,
    account_id  bigint,
    rang_at     timestamptz,
    answered_at timestamptz,
    cause       text,
    detail      text,
    primary key (call_id, opened_at, source, event_id)
) partition by range (opened_at);
comment on column call_event.account_id is 'the agent who sat at party when the event came';
comment on column call_event.detail is 'the other call of joined, the target of transferred, who hung up of leg_ended';
create table call_event_other partition of call_event default;

-- Numbers of calls that turned out to be another one.
create table call_joined (
    gone    bigint primary key,
    call_id bigint not null
);
create index call_joined_into on call_joined (call_id);
