-- Facts about this installation that every node shares: keys it made for itself, the number plan its people are keyed by.
create table platform_fact (
    name  text primary key,
    value text not null
);
