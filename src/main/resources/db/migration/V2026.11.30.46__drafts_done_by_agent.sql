-- A form that says its own number makes void what its agent typed, and nothing that others typed into theirs.
alter table draft_done
    drop constraint draft_done_pkey,
    add column account_id bigint references account on delete cascade,
    add constraint draft_done_once unique nulls not distinct (form, account_id);
comment on column draft_done.account_id is 'whose drafts of the form are void; none for those of everybody';
