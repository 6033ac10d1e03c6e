-- Drafts of records that exist and of people, beside those of new records: one row per agent and thing, or per opened form
-- where the thing does not exist yet.
alter table draft
    add column kind text not null default 'new-record',
    add column subject bigint,
    add column form uuid,
    add column discarded_at timestamptz;
update draft set form = submission;
alter table draft
    alter column kind drop default,
    alter column form set not null;
comment on column draft.submission is 'the row''s own name: the form, or made of kind and subject';
comment on column draft.subject is 'the record or person; none for what is new. No foreign key: the text outlives it';
comment on column draft.form is 'the opened form that it came from';
comment on column draft.discarded_at is 'on purpose, and may be taken back for a while';
create index draft_of_form on draft (form);

-- Forms that were saved: a draft of such is void, whichever of the two was written last.
create table draft_done (
    form    uuid        not null primary key,
    done_at timestamptz not null
);
create index draft_done_by_age on draft_done (done_at);
insert into draft_done (form, done_at)
select submission, created_at from service_record
where submission is not null and created_at > now() - interval '30 days';
