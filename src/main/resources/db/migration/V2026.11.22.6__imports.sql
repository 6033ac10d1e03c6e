-- Imports through the page: whose file, how far, tried out or meant, called off, and the lines to correct.
alter table import_job
    add column file_name  text,
    add column upload     text,
    add column dry_run    boolean not null default false,
    add column cancelled  boolean not null default false,
    add column size       bigint  not null default 0,
    add column done       bigint  not null default 0,
    add column separator  text    not null default ',',
    add column header     text    not null default '';

-- A rejected line as it stands in the file; null when it is too long to keep or old.
alter table import_error add column raw text;

-- Which field each column of a file holds, remembered by the names of the columns (their SHA-256).
create table import_mapping (
    header     text        primary key,
    fields     text[]      not null,
    changed_at timestamptz not null
);

-- The user names that the running dry run has met.
create unlogged table import_seen (user_name text primary key);
