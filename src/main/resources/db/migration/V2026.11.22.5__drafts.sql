-- What agents have typed into forms of new records and not saved yet. A record of the same submission makes a draft void,
-- whichever of the two was written last: whoever reads drafts leaves such out.
create table draft (
    submission uuid        not null,
    account_id bigint      not null references account on delete cascade,
    fields     jsonb       not null check (octet_length(fields::text) <= 400000),
    updated_at timestamptz not null,
    primary key (account_id, submission)
);
comment on column draft.fields is 'the form as typed, its sealed opening included';
create index draft_of_submission on draft (submission);
create index draft_by_age on draft (updated_at);
