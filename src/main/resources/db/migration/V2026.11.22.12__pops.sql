-- One row per agent that calls reach: what they have chosen, and the lock under which their notices are written.
create table pop_agent (
    account_id     bigint  primary key references account on delete cascade,
    opens          text    not null default 'answer' check (opens in ('ring', 'answer', 'click')),
    outbound       boolean not null default false,
    internal       boolean not null default false,
    do_not_disturb boolean not null default false
);
comment on column pop_agent.outbound is 'whether forms open for outgoing calls, too';

-- What the agents' event streams say. Written while pop_agent is locked, so that of one agent's notices a later id is
-- committed later: whoever has read up to an id has missed nothing below it.
create table pop_notice (
    account_id bigint      not null references account on delete cascade,
    id         bigint      generated always as identity,
    event      text        not null,
    data       text        not null,
    created_at timestamptz not null,
    primary key (account_id, id)
);
create index pop_notice_by_age on pop_notice (created_at);

-- Whether and how the form of a call came to an agent: once per call and agent.
create table pop (
    id              bigint      generated always as identity primary key,
    call_id         bigint      not null,
    account_id      bigint      not null references account on delete cascade,
    state           text        not null check (state in ('quiet', 'offered', 'claimed', 'acknowledged', 'notified')),
    reason          text        not null check (reason in ('ring', 'answer', 'click', 'do_not_disturb', 'outbound', 'internal')),
    tab             text        not null default '',
    offered_at      timestamptz not null,
    claimed_at      timestamptz,
    acknowledged_at timestamptz,
    notified_at     timestamptz,
    constraint pop_once_per_call_and_agent unique (call_id, account_id)
);
create index pop_by_age on pop (offered_at);
comment on column pop.state is 'quiet: the agent wants none for such a call';
comment on column pop.tab is 'of the browser: whatever its script calls it';
