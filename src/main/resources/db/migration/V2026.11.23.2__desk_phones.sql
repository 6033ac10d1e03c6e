-- What desk phones told of their calls, so that what they tell next is of the right one. Rows go after a day.
create table pbx_phone_leg (
    id          bigint generated always as identity primary key,
    feed_id     bigint      not null references pbx_feed on delete cascade,
    phone       text        not null,
    party       text        not null,
    call        text        not null,
    key         text        not null,
    number      text        not null,
    outgoing    boolean     not null,
    began_at    timestamptz not null,
    answered_at timestamptz,
    ended_at    timestamptz,
    turns       int         not null default 0
);
comment on column pbx_phone_leg.turns is 'how often it was put on hold and taken back';
create index pbx_phone_leg_of_phone on pbx_phone_leg (feed_id, phone, began_at);
create index pbx_phone_leg_by_time on pbx_phone_leg (feed_id, began_at);
