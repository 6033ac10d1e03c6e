-- What was written down of a call. A call has mostly one record; a record may have many calls.
create table call_record (
    call_id    bigint      not null,
    record_id  bigint      not null references service_record on delete cascade,
    account_id bigint      references account on delete set null,
    linked_at  timestamptz not null,
    primary key (call_id, record_id)
);
comment on column call_record.call_id is 'a call may be gone with its month, its records stay';
create index call_record_of_record on call_record (record_id, call_id desc);

-- Time that agents talked in the calls of a record. It stays when the call is gone with its month.
create table call_time (
    call_id    bigint      not null,
    account_id bigint      not null references account on delete cascade,
    record_id  bigint      not null references service_record on delete cascade,
    agent      text        not null,
    number     text        not null,
    started_at timestamptz not null,
    seconds    int         not null check (seconds >= 0),
    primary key (call_id, account_id)
);
comment on column call_time.record_id is 'the first of the call: time is spent once';
comment on column call_time.agent is 'the name, as it was then';
comment on column call_time.number is 'of the other side, as it came';
create index call_time_of_record on call_time (record_id, started_at);
