-- Fills a scratch database with a desk of some years: people, records, one note for each record.
--
--     psql ... -v records=1000000 -v people=100000 -f src/bench/million-records.sql
--
-- Word number n of 30,000 is n times rarer than the first (Zipf), as in real text. Beside them stand words of known
-- frequency: "printer" in every second title, "please" in every second description, "toner" in one record of twenty,
-- "driver" in one of a hundred, "quarantine" in one of a thousand, "zebrafish" in ten records, "legacyproject" in every
-- second record of the oldest tenth and nowhere else. One record in twenty is open, one in a hundred restricted.
-- The search is written in one go at the end, as the migration does it.
\set ON_ERROR_STOP on
set synchronous_commit = off;
set maintenance_work_mem = '1GB';
set work_mem = '256MB';
select setseed(0.42);

create temporary table word as
    select n, string_agg((array['ka','to','mi','ru','sen','lo','pra','ver','din','gu','hal','bor','est','ni','wu','fi','om',
        'tel','cra','ze'])[1 + n / power(20, k)::int % 20], '' order by k) as word
    from generate_series(1, 30000) n, generate_series(0, 3) k
    group by n;
-- Ten words each; texts are put together of these.
create temporary table sentence as
    select row_number() over () as id, words from (
        select string_agg(w.word, ' ' order by t.i) as words
        from (select i, least(30000, floor(exp(random() * ln(30001))))::int as n from generate_series(1, 500000) i) t
            join word w using (n)
        group by t.i / 10) s;
analyze word, sentence;

insert into person (user_name, first_name, last_name, display_name, email_address, phone)
    select 'b' || i || '.' || lower(n.last), n.first, n.last, n.first || ' ' || n.last, 'b' || i || '@bench.example',
        '+49 30 ' || 10000000 + i
    from generate_series(1, :people) i join word on word.n = 1 + i::bigint * 7919 % 5000,
        lateral (select (array['Anna','Jürgen','Maria','José','Liam','Noor','Priya','Chen','Olga','Søren','Fatima','Jan',
            'Émile','Kwame','Yuki','Luca','Ines','Omar','Ruth','Tom'])[1 + i / 5000 % 20] as first,
            initcap(word.word) as last) n;
insert into person_key (person_id, field, key, disabled)
    select id, field, key, false from person
        cross join lateral (values (1, lower(user_name)), (2, lower(first_name)), (3, lower(last_name)),
            (4, lower(email_address)), (6, '+4930' || substr(phone, 8))) as keys (field, key)
    where email_address like 'b%@bench.example';

create temporary table made as
    select i, random() as rest, 1 + floor(random() * 3)::int as urgency, 1 + floor(random() * 3)::int as impact,
        1 + floor(random() * 50000)::int as s1, 1 + floor(random() * 50000)::int as s2, 1 + floor(random() * 50000)::int as s3,
        1 + floor(random() * 50000)::int as s4, 1 + floor(random() * 50000)::int as s5, random() as printer, random() as please,
        random() as toner, random() as driver, random() as quarantine, random() as assigned, random() as filed
    from generate_series(1, :records) i;
analyze made;

alter table service_record disable trigger record_search_insert;
alter table record_note disable trigger record_search_note;

insert into service_record (type, title, description, status_id, urgency, impact, priority, category_id, request_user_id,
        assignee_id, source, restricted, created_at, updated_at, closed_at)
    select (array[1, 1, 1, 1, 10, 10, 4, 6])[1 + i % 8],
        initcap(left(t.words, 40)) || case when printer < 0.5 then ' printer' else '' end
            || case when toner < 0.05 then ' toner' else '' end || case when driver < 0.01 then ' driver' else '' end
            || case when i % (:records / 10) = 7 then ' zebrafish' else '' end
            || case when i < :records / 10 and please < 0.5 then ' legacyproject' else '' end,
        a.words || ' ' || b.words || case when please < 0.5 then ' please' else '' end
            || case when quarantine < 0.001 then ' quarantine' else '' end,
        case when rest < 0.05 then open.ids[1 + i % array_length(open.ids, 1)]
            else closed.ids[1 + i % array_length(closed.ids, 1)] end,
        urgency, impact, urgency + impact - 1, c.ids[1 + floor(filed * array_length(c.ids, 1))::int],
        p.low + floor(filed * (p.high - p.low))::bigint,
        case when assigned < 0.7 then agent.ids[1 + i % array_length(agent.ids, 1)] end, 'phone', i % 100 = 0,
        at, at + assigned * interval '3 days', case when rest >= 0.05 then at + assigned * interval '3 days' end
    from made join sentence t on t.id = s1 join sentence a on a.id = s2 join sentence b on b.id = s3,
        lateral (select now() - interval '5 years' + i * (interval '5 years' / :records) as at) moment,
        (select array_agg(id) as ids from status where not closed) open,
        (select array_agg(id) as ids from status where closed) closed,
        (select array_agg(id) as ids from category) c,
        (select array_agg(id) as ids from account) agent,
        (select min(id) as low, max(id) as high from person where email_address like 'b%@bench.example') p
    order by i;
insert into record_note (record_id, author, body, created_at)
    select r.id, 'Bench', initcap(a.words) || '. ' || b.words, r.updated_at
    from made join sentence a on a.id = s4 join sentence b on b.id = s5
        join (select id, updated_at, row_number() over (order by id) as i from service_record where source = 'phone') r using (i);

alter table service_record enable trigger record_search_insert;
alter table record_note enable trigger record_search_note;
drop index record_search_words;
insert into record_search select * from record_search_source on conflict do nothing;
create index record_search_words on record_search using gin (words) with (fastupdate = off);
vacuum analyze person, person_key, service_record, record_note, record_search;
