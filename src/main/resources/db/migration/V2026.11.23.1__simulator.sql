-- Calls of the pretended phone system, as it knows them; numbered as the calls that they became.
create table simulated_call (
    id         bigint      primary key,
    state      jsonb       not null,
    over       boolean     not null,
    placed_at  timestamptz not null
);
create index simulated_call_open on simulated_call (placed_at desc) where not over;
