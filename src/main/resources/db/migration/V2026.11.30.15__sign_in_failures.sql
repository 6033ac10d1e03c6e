-- Failed sign-ins fill buckets that leak. Whoever had to wait before may try again once.
drop table sign_in_failure;

create table sign_in_failure (
    subject      bytea            primary key,
    failures     double precision not null,
    failed_at    timestamptz      not null,
    forgotten_at timestamptz      not null
);
comment on table sign_in_failure is 'subject is a hash of what they are counted by, see agents.FailureBucket; failures as of failed_at';
create index sign_in_failure_forgotten on sign_in_failure (forgotten_at);
