-- A call that was sent on to where nobody tells of it was not missed.
alter table call drop constraint call_outcome_check;
alter table call add constraint call_outcome_check
    check (outcome in ('answered', 'missed', 'busy', 'declined', 'abandoned', 'forwarded', 'failed'));

alter table simulated_call add column scripted boolean not null default false;
comment on column simulated_call.scripted is 'placed by the scripted day of the demo, which plays it to its end';
