-- What records are found by: the words of title, description, solution, notes and requester, without accents, in lower case,
-- and beside them what lists are filtered and sorted by, so that hits are sifted without a visit to the records.
-- Written by the triggers below in the transaction that changes what it is made of, so that no way of writing can forget it,
-- a rename by an import included. The trigger on "person" only reads that table: people know nothing of records.

-- Words and numbers alone, one blank between them. SearchText.java does the same to what is searched for.
create function search_text(written text) returns text
    language sql immutable strict parallel safe
    return case
        when octet_length(written) = char_length(written) then
            translate(lower(written collate "pg_unicode_fast"), E'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r', repeat(' ', 35))
        else regexp_replace(regexp_replace(
            translate(
                replace(replace(replace(replace(
                    normalize(lower(written collate "pg_unicode_fast"), nfkd), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
                'øłđðħŧıς', 'olddhtiσ'),
            '[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+', '', 'g') collate "pg_unicode_fast",
            '[^[:alnum:]]+', ' ', 'g')
    end;

-- No foreign key: rows are written with the record's own, and go with it by trigger. id and all columns but the last two are
-- the record's. Rows are short, for tens of thousands of them may be hits: the words lie apart, in the table's TOAST. PostgreSQL
-- does that only to rows above 2 kB before they are compressed, which is what "ballast" is for; it ends up as some 30 bytes.
-- Half of each page stays free, so that a change of the record leaves the index of words alone (a HOT update).
create table record_search (
    id              bigint      primary key,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    closed_at       timestamptz,
    request_user_id bigint,
    submit_user_id  bigint,
    assignee_id     bigint,
    status_id       int         not null,
    category_id     int,
    type            smallint    not null,
    priority        smallint    not null,
    restricted      boolean     not null,
    words           tsvector    storage external not null,
    ballast         text        storage main generated always as (repeat(' ', 2100)) stored
) with (fillfactor = 50, toast_tuple_target = 128);

-- The newest notes count where a record has more text than one row of the index takes (a tsvector ends at 1 MB).
create function record_words(record service_record) returns tsvector
    language sql stable
    begin atomic
        select to_tsvector('simple', left(search_text(concat_ws(E'\n',
            record.title,
            (select concat_ws(' ', p.display_name, p.user_name, p.first_name, p.last_name, p.email_address)
                from person p where p.id = record.request_user_id),
            left(record.description, 60000),
            left(record.solution, 30000),
            (select string_agg(left(n.body, 60000), E'\n' order by n.id desc)
                from (select id, body from record_note where record_id = record.id order by id desc limit 500) n))), 150000));
    end;

-- What the rows have to be; "insert into record_search select * from record_search_source" makes them.
create view record_search_source as
    select r.id, r.created_at, r.updated_at, r.closed_at, r.request_user_id, r.submit_user_id, r.assignee_id, r.status_id,
        r.category_id, r.type, r.priority, r.restricted, record_words(r) as words
    from service_record r;

create function search_new_records() returns trigger language plpgsql as $$
begin
    insert into record_search select s.* from written join record_search_source s using (id);
    return null;
end $$;
create trigger record_search_insert after insert on service_record
    referencing new table as written for each statement execute function search_new_records();

create function search_changed_record() returns trigger language plpgsql as $$
begin
    update record_search
        set created_at = new.created_at, updated_at = new.updated_at, closed_at = new.closed_at,
            request_user_id = new.request_user_id, submit_user_id = new.submit_user_id, assignee_id = new.assignee_id,
            status_id = new.status_id, category_id = new.category_id, type = new.type, priority = new.priority,
            restricted = new.restricted,
            words = case
                when (new.title, new.description, new.solution, new.request_user_id)
                    is distinct from (old.title, old.description, old.solution, old.request_user_id) then record_words(new)
                else words
            end
        where id = new.id;
    return null;
end $$;
create trigger record_search_update after update on service_record
    for each row execute function search_changed_record();

create function search_noted_records() returns trigger language plpgsql as $$
begin
    update record_search s set words = record_words(r)
        from service_record r
        where s.id = r.id and r.id in (select record_id from written);
    return null;
end $$;
create trigger record_search_note after insert on record_note
    referencing new table as written for each statement execute function search_noted_records();

create function search_records_of_renamed() returns trigger language plpgsql as $$
begin
    update record_search s set words = record_words(r)
        from written p join former f using (id) join service_record r on r.request_user_id = p.id
        where s.id = r.id
            and (p.display_name, p.user_name, p.first_name, p.last_name, p.email_address)
                is distinct from (f.display_name, f.user_name, f.first_name, f.last_name, f.email_address);
    return null;
end $$;
create trigger record_search_rename after update on person
    referencing old table as former new table as written for each statement execute function search_records_of_renamed();

create function forget_records() returns trigger language plpgsql as $$
begin
    delete from record_search where id in (select id from gone);
    return null;
end $$;
create trigger record_search_delete after delete on service_record
    referencing old table as gone for each statement execute function forget_records();

insert into record_search select * from record_search_source;
-- Written at once: a list of what is still to be sorted in would be read by every search.
create index record_search_words on record_search using gin (words) with (fastupdate = off);
analyze record_search;

-- Titles were searched by their trigrams before.
drop index service_record_title;

-- Changes of many records at once, kept for a while: what the page says of them afterwards, and what undoing restores.
create table bulk_change (
    id          uuid        primary key,
    account_id  bigint      not null references account on delete cascade,
    status_id   int,
    assigned    boolean     not null,
    assignee_id bigint,
    made_at     timestamptz not null,
    undone_at   timestamptz
);
comment on column bulk_change.status_id is 'null: was left as it was';
comment on column bulk_change.assigned is 'whether the assignee was set, to nobody where it is null';
create index bulk_change_by_age on bulk_change (made_at);

create table bulk_change_record (
    change_id   uuid        not null references bulk_change on delete cascade,
    record_id   bigint      not null,
    outcome     text        not null check (outcome in ('changed', 'stale', 'hidden', 'restored', 'kept')),
    version     int,
    status_id   int,
    assignee_id bigint,
    closed_at   timestamptz,
    primary key (change_id, record_id)
);
comment on column bulk_change_record.outcome is
    'left alone: stale (changed meanwhile), hidden (gone, or not for this agent); undone: restored, kept (changed since)';
comment on column bulk_change_record.version is 'the one that the change made; status, assignee and closed_at are those before it';
