-- Which of several people who have a number agents have chosen for it. Counts only while the person is enabled and has the
-- number: the match asks person_key first. The key is one that PersonKeys makes; number is what it is made of anew when
-- the site's number plan changes.
create table learned_choice (
    key          text        collate "C" not null check (key <> ''),
    person_id    bigint      not null references person on delete cascade,
    number       text        not null,
    chosen_by    text        not null,
    chosen_at    timestamptz not null,
    times        int         not null check (times > 0),
    forgotten_at timestamptz,
    primary key (key, person_id)
);
comment on column learned_choice.chosen_by is 'the name of the agent who chose last';
comment on column learned_choice.forgotten_at is 'taken back; kept for a while so that this can be undone';
create index learned_choice_of_person on learned_choice (person_id);

-- Numbers that are nobody's own, such as that of a reception.
create table shared_number (
    key       text        collate "C" primary key check (key <> ''),
    number    text        not null,
    label     text        not null check (label <> ''),
    marked_by text        not null,
    marked_at timestamptz not null
);
create index shared_number_by_label on shared_number (lower(label) collate "C", key);
