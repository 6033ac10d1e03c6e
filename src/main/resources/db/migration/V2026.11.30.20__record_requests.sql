-- Requests of programs that come with an idempotency key: each made one record, and the key is its token's own.
create table record_request (
    token_id   bigint      not null references api_token on delete cascade,
    key        uuid        not null,
    body_hash  bytea       not null,
    record_id  bigint      references service_record on delete cascade,
    created_at timestamptz not null,
    primary key (token_id, key)
);
create index record_request_of_record on record_request (record_id);
comment on column record_request.body_hash is 'SHA-256 of what was asked for: the key with something else is refused';
comment on column record_request.record_id is 'null only within the transaction that makes the record';
