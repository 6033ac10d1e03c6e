-- How the holder of an account wants pages to be; null: as the browser asks, as the desk has it.
alter table account
    add column language    text,
    add column zone        text,
    add column theme       text    not null default 'system' check (theme in ('system', 'light', 'dark')),
    add column single_keys boolean not null default true;
comment on column account.single_keys is 'whether keys without Ctrl or Alt do anything, WCAG 2.2, 2.1.4';
