-- How often all sign-ins of an account were ended by switching it, or its person, off. It is part of what a sign-in is held
-- against, so that switching it on again revives none of them. A trigger, because many ways lead to a person that is off.
alter table account add column ended int not null default 0;

create function end_sign_ins_of_account() returns trigger language plpgsql as $$
begin
    new.ended := old.ended + 1;
    return new;
end $$;

create trigger account_switched_off before update of enabled on account
    for each row when (old.enabled and not new.enabled) execute function end_sign_ins_of_account();

create function end_sign_ins_of_person() returns trigger language plpgsql as $$
begin
    update account set ended = ended + 1 where person_id = new.id;
    return null;
end $$;

create trigger person_switched_off after update of enabled on person
    for each row when (old.enabled and not new.enabled) execute function end_sign_ins_of_person();
