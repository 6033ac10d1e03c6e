-- Calls from a number that is nobody's own say so instead of naming somebody who has it.
alter table call add column shared_as text not null default '';
comment on column call.shared_as is 'what the number was the shared number of when they called; empty for any other';
